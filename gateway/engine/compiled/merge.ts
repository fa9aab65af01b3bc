import { maxAnswerObjects } from '../../limits/limits.js';
import { tooLarge } from '../../refused-request.js';
import type { Joint } from './joints.js';
import { isObject, own, put, type Json } from '../../writing/json.js';
import type { Doubles } from './sameness.js';

/** Copies of what answers hold, made for one answer of ours. */
export class Copies {
  /** Objects that stand at several places. */
  readonly repeated = new Set<object>();
  readonly #byJoint = new Map<Joint, Map<Json, Json>>();
  #made = 0;

  /** Counts a copy; throws for one too many. */
  count(): void {
    if (++this.#made > maxAnswerObjects) throw tooLarge();
  }

  /** The copies made for a position. */
  at(joint: Joint): Map<Json, Json> {
    let copies = this.#byJoint.get(joint);
    if (!copies) this.#byJoint.set(joint, (copies = new Map()));
    return copies;
  }
}

/** What is merged: part of an answer, the objects of the whole that are the same, and the copies made so far. */
export interface Source {
  readonly doubles: Doubles;
  readonly copies: Copies;
  /** The answer is merged in one place, and nobody else holds it: its objects become ours. */
  readonly ours?: boolean;
}

export type Merge = (target: Json, value: Json, joint: Joint | undefined, source: Source) => void;

/**
 * Merges an answer into an object of ours. Most answers are not ours, and one entity may stand at many places: only what later
 * answers are merged into is copied, all else is taken as it is. `isConcrete`: names the type of an object, and not only an interface of it.
 */
export function createMerge(isConcrete: (typename: unknown) => boolean): Merge {
  const mergeInto: Merge = (target, from, joint, source) => {
    for (const key of Object.keys(from)) {
      const value = from[key];
      const known = own(target, key);
      const below = joint?.below.get(key);
      if (known === undefined || known === null) put(target, key, below ? adopt(value, below, source) : value);
      // To a subgraph with an interface object, every object is of the interface and nothing more.
      else if (key === '__typename') put(target, key, isConcrete(value) ? value : known);
      else if (value !== null && value !== undefined) put(target, key, merged(known, value, below, source));
    }
  };
  const merged = (known: unknown, value: unknown, joint: Joint | undefined, source: Source): unknown => {
    if (Array.isArray(known) && Array.isArray(value) && known.length === value.length)
      return known.map((item, index) => merged(item, value[index], joint, source));
    if (!isObject(known) || !isObject(value)) return value ?? known;
    const target = joint ? known : { ...known };
    mergeInto(target, value, joint, source);
    return target;
  };
  return mergeInto;
}

function adopt(value: unknown, joint: Joint, source: Source): unknown {
  if (source.ours && source.doubles.size === 0) return value;
  if (Array.isArray(value)) return value.map((item) => adopt(item, joint, source));
  if (!isObject(value)) return value;
  return source.doubles.size === 0 ? copied(value, joint, source) : sharedCopy(value, joint, source);
}

/** One copy for objects that are the same. */
function sharedCopy(value: Json, joint: Joint, source: Source): Json {
  const { doubles, copies } = source;
  const one = doubles.get(value) ?? value;
  const made = copies.at(joint);
  const known = made.get(one);
  if (!known) {
    const copy = copied(one, joint, source);
    made.set(one, copy);
    return copy;
  }
  // The entity may be that of a fetch that asks elsewhere for the same, and stand here once only.
  if (joint.bringers !== 1) return copied(value, joint, source);
  copies.repeated.add(known);
  return known;
}

/** Made key by key: a spread copy of a parsed object costs eight times as much as soon as it grows. */
function copied(value: Json, joint: Joint, source: Source): Json {
  source.copies.count();
  const copy: Json = {};
  for (const key of Object.keys(value)) {
    const below = joint.below.get(key);
    put(copy, key, below ? adopt(value[key], below, source) : value[key]);
  }
  return copy;
}
