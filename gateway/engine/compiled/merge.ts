import { isObject, own, put, type Json } from './json.js';

/** Positions into which later answers are merged, by response key; lists are passed over. */
export type Joints = Map<string, Joints>;

export function addJoint(joints: Joints, path: readonly (string | number)[]): void {
  let at = joints;
  for (const key of path) {
    if (typeof key === 'number' || key === '@') continue;
    if (!at.has(key)) at.set(key, new Map());
    at = at.get(key)!;
  }
}

export const jointsAt = (joints: Joints, path: readonly (string | number)[]): Joints | undefined =>
  path.reduce<Joints | undefined>((at, key) => (typeof key === 'number' || key === '@' ? at : at?.get(key)), joints);

export type Merge = (target: Json, source: Json, joints: Joints | undefined) => void;

/**
 * Merges an answer into an object of ours. Answers are not ours, and one entity may stand at many places: only what later answers are
 * merged into is copied, all else is taken as it is. `isConcrete`: names the type of an object, and not only an interface of it.
 */
export function createMerge(isConcrete: (typename: unknown) => boolean): Merge {
  const mergeInto: Merge = (target, source, joints) => {
    for (const key of Object.keys(source)) {
      const value = source[key];
      const known = own(target, key);
      const below = joints?.get(key);
      if (known === undefined || known === null) put(target, key, below ? adopt(value, below) : value);
      // To a subgraph with an interface object, every object is of the interface and nothing more.
      else if (key === '__typename') put(target, key, isConcrete(value) ? value : known);
      else if (value !== null && value !== undefined) put(target, key, merged(known, value, below));
    }
  };
  const merged = (known: unknown, value: unknown, joints: Joints | undefined): unknown => {
    if (Array.isArray(known) && Array.isArray(value) && known.length === value.length)
      return known.map((item, index) => merged(item, value[index], joints));
    if (!isObject(known) || !isObject(value)) return value ?? known;
    const target = joints ? known : { ...known };
    mergeInto(target, value, joints);
    return target;
  };
  return mergeInto;
}

function adopt(value: unknown, joints: Joints): unknown {
  if (Array.isArray(value)) return value.map((item) => adopt(item, joints));
  if (!isObject(value)) return value;
  const copy = { ...value };
  for (const [key, below] of joints) {
    const child = own(copy, key);
    if (child !== undefined) copy[key] = adopt(child, below);
  }
  return copy;
}
