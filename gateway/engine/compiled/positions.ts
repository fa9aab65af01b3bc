import { isObject, own, type Json } from '../../writing/json.js';
import type { Copies } from './merge.js';

export type Path = readonly (string | number)[];

/** The objects at a path of a plan, in which `@` stands for every item of a list; each once, at however many places it stands. */
export function objectsAt(data: Json, path: Path, { repeated }: Pick<Copies, 'repeated'>): readonly Json[] {
  let level: Json[] = [data];
  for (const key of path) {
    // Lists are passed over, whether the path names them or not.
    if (key === '@') continue;
    const next: Json[] = [];
    for (const object of level) gather(own(object, String(key)), next);
    level = repeated.size > 0 ? [...new Set(next)] : next;
  }
  return level;
}

function gather(value: unknown, into: Json[]): void {
  if (Array.isArray(value)) for (const item of value) gather(item, into);
  else if (isObject(value)) into.push(value);
}

/** Where the objects at a path of a plan stand. Needed only where something went wrong. */
export function placesAt(data: Json, path: Path): ReadonlyMap<Json, readonly Path[]> {
  const places = new Map<Json, Path[]>();
  const keys = path.filter((key) => key !== '@');
  const walk = (value: unknown, at: number, place: Path): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, at, [...place, index]);
    else if (isObject(value)) {
      if (at < keys.length) walk(own(value, String(keys[at])), at + 1, [...place, keys[at]!]);
      else places.set(value, [...(places.get(value) ?? []), place]);
    }
  };
  walk(data, 0, []);
  return places;
}
