/**
 * A copy of `value` as JSON would carry it, that shares nothing with it: what is read by one side of a call in memory cannot be changed by
 * the other. Throws for what JSON cannot carry. Not for anything nested without end.
 */
export function plain(value: unknown): unknown {
  if (typeof value === 'object') return value === null ? null : plainObject(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') throw new TypeError('JSON has no such number');
  return undefined;
}

function plainObject(value: object): unknown {
  if (Array.isArray(value)) return value.map((item) => plain(item) ?? null);
  const prototype: unknown = Object.getPrototypeOf(value);
  // A date, or another thing that knows how it is written.
  if ((prototype !== null && prototype !== Object.prototype) || 'toJSON' in value) return JSON.parse(JSON.stringify(value));
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    const copied = plain(inner);
    if (copied === undefined) continue;
    // Given a value, this one would change what the copy inherits.
    if (key === '__proto__')
      Object.defineProperty(copy, key, { value: copied, enumerable: true, configurable: true, writable: true });
    else copy[key] = copied;
  }
  return copy;
}
