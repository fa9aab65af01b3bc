import { GraphQLError } from 'graphql';
import { isObject, own, typenameOf, type Json } from '../../writing/json.js';
import type { Path } from './positions.js';
import type { Selection } from '../../writing/selection.js';

/** Something that went wrong at one object or field of what was fetched, or at several fields of one object. */
export interface Fault {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
  /** In the plan's keys. */
  readonly paths: readonly Path[];
}

interface Place {
  readonly path: Path;
  /** False: the client asks for nothing there; its nearest object above is named instead. */
  readonly exact: boolean;
}

export interface Asked {
  readonly selection: Selection;
  /** Is a key of the plan a client's field, whatever the plan needs besides? */
  readonly isClients: (key: string) => boolean;
}

/** Faults as errors in the client's own keys; those at what only the plan asked for stand at the object it was asked of. */
export function errorsFor(faults: readonly Fault[], data: Json, asked: Asked): GraphQLError[] {
  const told = new Set<string>();
  const errors: GraphQLError[] = [];
  for (const { message, extensions, paths } of faults) {
    const places = paths.flatMap((path) => placeOf(path, data, asked) ?? []);
    const exact = places.filter((place) => place.exact);
    for (const { path } of exact.length > 0 ? exact : places.slice(0, 1)) {
      const name = JSON.stringify([path, message, extensions['code']]);
      if (told.has(name)) continue;
      told.add(name);
      errors.push(new GraphQLError(message, { path, extensions: { ...extensions } }));
    }
  }
  return errors;
}

/** Null where a client's field was fetched of an object of which they do not ask it. */
function placeOf(path: Path, data: Json, { selection: root, isClients }: Asked): Place | null {
  const place: (string | number)[] = [];
  let value: unknown = data;
  let selection: Selection | null = root;
  for (const key of path) {
    if (typeof key === 'number') {
      place.push(key);
      value = Array.isArray(value) ? value[key] : undefined;
      continue;
    }
    // Inside a scalar that is an object.
    if (!selection) break;
    const field = fieldAt(selection, value, key);
    if (!field) return isClients(key) ? null : { path: place, exact: false };
    place.push(field.key);
    selection = field.below;
    value = isObject(value) ? own(value, key) : undefined;
  }
  return { path: place, exact: true };
}

function fieldAt(selection: Selection, value: unknown, key: string) {
  const shape = selection.shapeOf(isObject(value) ? typenameOf(value) : null);
  return shape?.fields.find(({ from }) => from === key);
}
