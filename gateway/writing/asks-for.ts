import { isObject, own, type Json } from './json.js';
import type { FieldShape, ObjectShape } from './selection.js';

/** Does the shape of an object ask for what stands at `path` below it, in the client's keys? */
export function asksFor(
  shape: ObjectShape,
  path: readonly (string | number)[],
  object: Json,
  typenameOf: (object: Json) => string | null,
): boolean {
  let value: unknown = object;
  let field: FieldShape | undefined;
  const next = (key: string): FieldShape | undefined => {
    const at = field ? field.below?.shapeOf(isObject(value) ? typenameOf(value) : null) : shape;
    return at?.fields.find((each) => each.key === key);
  };
  for (const key of path) {
    if (typeof key === 'number') {
      value = Array.isArray(value) ? value[key] : undefined;
      continue;
    }
    // Inside a scalar that is an object.
    if (field && !field.below) return true;
    field = next(key);
    if (!field) return false;
    value = isObject(value) ? own(value, field.from) : undefined;
  }
  return true;
}
