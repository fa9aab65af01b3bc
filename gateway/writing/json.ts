/** An object of an answer. */
export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value of the object's own: an answer must not be read through `Object.prototype`. */
export const own = (from: Json, key: string): unknown => (Object.hasOwn(from, key) ? from[key] : undefined);

/** Sets a value of the object's own, whatever its name. */
export function put(to: Json, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(to, key, { value, enumerable: true, configurable: true, writable: true });
  else to[key] = value;
}

/** The type an object of an answer says it is of. */
export function typenameOf(object: Json): string | null {
  const name = own(object, '__typename');
  return typeof name === 'string' ? name : null;
}
