import { isObject, own, type Json } from './json.js';

export type Path = readonly (string | number)[];

/** The objects at a path of a plan, in which `@` stands for every item of a list. */
export function objectsAt(value: unknown, path: Path, at = 0, into: Json[] = []): Json[] {
  if (Array.isArray(value)) {
    // A list that the path ends at, or that it does not name, is passed over all the same.
    const rest = path[at] === '@' ? at + 1 : at;
    for (const item of value) objectsAt(item, path, rest, into);
  } else if (isObject(value)) {
    if (at === path.length) into.push(value);
    else objectsAt(own(value, String(path[at])), path, at + 1, into);
  }
  return into;
}

/** Where the objects at a path of a plan stand. Needed only where something went wrong. */
export function placesAt(data: Json, path: Path): ReadonlyMap<Json, Path> {
  const places = new Map<Json, Path>();
  const walk = (value: unknown, at: number, place: Path): void => {
    if (Array.isArray(value)) {
      const rest = path[at] === '@' ? at + 1 : at;
      for (const [index, item] of value.entries()) walk(item, rest, [...place, index]);
    } else if (isObject(value)) {
      if (at === path.length) places.set(value, place);
      else walk(own(value, String(path[at])), at + 1, [...place, path[at]!]);
    }
  };
  walk(data, 0, []);
  return places;
}
