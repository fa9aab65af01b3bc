import { isObject, own, type Json } from '../../writing/json.js';
import type { Joint } from './joints.js';

/** Objects of an answer, each with one that is the same and comes before it. */
export type Doubles = ReadonlyMap<Json, Json>;

/** Nothing is the same. */
export const noDoubles: Doubles = new Map();
const patience = 64;
const mostAlike = 8;
const longest = 64;

const found = new WeakMap<object, Map<Joint, Doubles>>();

/**
 * Objects of an answer that are the same: of equal content, at one position of the plan, to which one fetch alone brings objects. Whatever
 * is merged into them later depends on that content, so one can stand for all, and is fetched and written once. An answer that several
 * requests share is looked through once.
 */
export function doublesIn(answer: unknown, joint: Joint | undefined): Doubles {
  if (!joint?.mayRepeat || typeof answer !== 'object' || answer === null) return noDoubles;
  let byJoint = found.get(answer);
  if (!byJoint) found.set(answer, (byJoint = new Map()));
  let doubles = byJoint.get(joint);
  if (!doubles) byJoint.set(joint, (doubles = new Search().below(answer, joint)));
  return doubles;
}

/** Objects of one position, by one of their plain values. */
interface Known {
  readonly byValue: Map<unknown, Json[]>;
  /** Given up where nothing is found to be the same. */
  tries: number;
  found: number;
}

class Search {
  readonly #doubles = new Map<unknown, Json>();
  readonly #known = new Map<Joint, Known>();

  /** Looks through what stands below an object or the objects of a list. */
  below(value: unknown, joint: Joint): Doubles {
    if (Array.isArray(value)) for (const item of value) this.below(item, joint);
    else if (isObject(value)) for (const [key, child] of joint.below) this.#at(own(value, key), child);
    return this.#doubles as Doubles;
  }

  #at(value: unknown, joint: Joint): void {
    if (Array.isArray(value)) for (const item of value) this.#at(item, joint);
    else if (isObject(value)) {
      if (joint.below.size > 0) this.below(value, joint);
      if (joint.bringers === 1) this.#note(value, joint);
    }
  }

  #note(object: Json, joint: Joint): void {
    let known = this.#known.get(joint);
    if (!known) this.#known.set(joint, (known = { byValue: new Map(), tries: 0, found: 0 }));
    if (known.found === 0 && known.tries > patience) return;
    known.tries++;
    const keys = Object.keys(object);
    const value = plainValueOf(object, keys);
    const alike = known.byValue.get(value);
    if (!alike) return void known.byValue.set(value, [object]);
    const same = alike.find((other) => this.#areSame(object, other, keys));
    if (same) {
      known.found++;
      this.#doubles.set(object, same);
    } else if (alike.length < mostAlike) alike.push(object);
  }

  #areSame(one: Json, other: Json, keys: readonly string[]): boolean {
    for (const key of keys) if (!this.#isSame(one[key], own(other, key))) return false;
    return Object.keys(other).length === keys.length;
  }

  #isSame(one: unknown, other: unknown): boolean {
    if (one === other) return true;
    if (typeof one !== 'object' || typeof other !== 'object') return false;
    if (Array.isArray(one) && Array.isArray(other))
      return one.length === other.length && one.every((item, index) => this.#isSame(item, other[index]));
    return one !== null && this.#first(one) === this.#first(other);
  }

  #first(object: unknown): unknown {
    return this.#doubles.get(object) ?? object;
  }
}

/** A value by which objects are told from most others: in most, that of a key. */
function plainValueOf(object: Json, keys: readonly string[]): unknown {
  for (const key of keys) {
    const value = object[key];
    const isPlain = typeof value === 'number' || (typeof value === 'string' && value.length < longest);
    if (isPlain && key !== '__typename') return value;
  }
  return null;
}
