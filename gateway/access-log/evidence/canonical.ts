/** As deep as a value may nest; a value deeper, or one that holds itself, is none of ours. */
const maxDepth = 64;

/**
 * The canonical JSON of a value (RFC 8785): members sorted by the UTF-16 units of their names, numbers as ECMAScript writes them, no
 * white space. Throws on whatever is no JSON, and on text that is no Unicode: such a value would have two readings.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeText(value);
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'object') return writeNested(value, depth);
  throw new TypeError(`no JSON: ${typeof value}`);
}

/** Most of a record is such text, which stands in JSON as it is. */
const plain = /^[ !#-[\]-~]*$/;

function writeText(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  // With the flag u, a surrogate matches only where it stands alone.
  if (/\p{Surrogate}/u.test(text)) throw new TypeError('no JSON: text with half a character');
  return JSON.stringify(text);
}

function writeNumber(number: number): string {
  if (!Number.isFinite(number)) throw new TypeError('no JSON: a number that is not finite');
  return JSON.stringify(number);
}

function writeNested(value: object, depth: number): string {
  if (depth >= maxDepth) throw new TypeError('no JSON: nested too deep');
  return Array.isArray(value) ? writeList(value, depth) : writeMembers(value, depth);
}

function writeList(list: readonly unknown[], depth: number): string {
  // By index, so that a hole is seen as the `undefined` it reads as.
  return `[${Array.from(list, (item) => write(item, depth + 1)).join(',')}]`;
}

function writeMembers(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw new TypeError('no JSON: not a plain object');
  if (Object.getOwnPropertySymbols(value).length > 0) throw new TypeError('no JSON: a symbol as a name');
  // Strings compare by their UTF-16 units, as the RFC asks.
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${writeText(name)}:${write(member, depth + 1)}`).join(',')}}`;
}
