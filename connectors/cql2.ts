/** A filter of OGC CQL2 (21-065r2), of the parts the hub uses. */
export type Cql2 =
  | { readonly op: 'and' | 'or'; readonly args: readonly Cql2[] }
  | { readonly op: 'in'; readonly property: string; readonly values: readonly (string | number)[] }
  | { readonly op: 's_intersects'; readonly property: string; readonly geometry: Cql2Geometry };

/** WGS 84, longitude first. */
export type Cql2Geometry =
  | { readonly type: 'Point'; readonly coordinates: readonly [number, number] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly (readonly [number, number])[])[] };

/**
 * `filter` as cql2-text, for an address. Drafts of CQL2 called the function of s_intersects INTERSECTS, and servers of that time still do.
 * Of many conditions each operator joins two, in parentheses: not every reader takes more.
 */
export function cql2Text(filter: Cql2, intersects = 'S_INTERSECTS'): string {
  if (filter.op === 'in') return `${quotedName(filter.property)} IN (${some(filter.values).map(literal).join(',')})`;
  if (filter.op === 's_intersects') return `${intersects}(${quotedName(filter.property)},${wkt(filter.geometry)})`;
  return joined(
    some(filter.args).map((part) => cql2Text(part, intersects)),
    filter.op.toUpperCase(),
  );
}

function joined(parts: readonly string[], operator: string): string {
  if (parts.length === 1) return parts[0]!;
  const half = Math.ceil(parts.length / 2);
  return `(${joined(parts.slice(0, half), operator)} ${operator} ${joined(parts.slice(half), operator)})`;
}

/** `filter` as cql2-json, for a body. */
export function cql2Json(filter: Cql2): object {
  const { op } = filter;
  if (op === 'in') return { op, args: [{ property: checkedName(filter.property) }, some(filter.values)] };
  if (op === 's_intersects') return { op, args: [{ property: checkedName(filter.property) }, filter.geometry] };
  // The two operators must have at least two operands.
  return filter.args.length === 1 ? cql2Json(filter.args[0]!) : { op, args: some(filter.args).map(cql2Json) };
}

/**
 * Does a feature satisfy what `filter` says of attributes? Geometry is taken as satisfied. Some servers ignore parameters they do not
 * know and answer with everything.
 */
export function satisfying(filter: Cql2): (properties: Readonly<Record<string, unknown>>) => boolean {
  if (filter.op === 's_intersects') return () => true;
  if (filter.op === 'in') {
    const values = new Set(filter.values.map(String));
    return (properties) => values.has(String(properties[filter.property]));
  }
  const parts = filter.args.map(satisfying);
  return filter.op === 'and'
    ? (properties) => parts.every((part) => part(properties))
    : (properties) => parts.some((part) => part(properties));
}

const quotedName = (name: string) => `"${checkedName(name)}"`;

/** Names come from code and configuration, never from a caller. */
function checkedName(name: string): string {
  if (!/^[\p{L}_][\p{L}\p{N}_.:-]*$/u.test(name)) throw new TypeError('not a property name');
  return name;
}

const literal = (value: string | number) => (typeof value === 'number' ? number(value) : `'${value.replaceAll("'", "''")}'`);

const wkt = ({ type, coordinates }: Cql2Geometry): string =>
  type === 'Point'
    ? `POINT(${pair(coordinates)})`
    : `POLYGON(${coordinates.map((ring) => `(${ring.map(pair).join(',')})`).join(',')})`;

const pair = ([lon, lat]: readonly [number, number]) => `${number(lon)} ${number(lat)}`;

function number(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('not a number');
  return String(value);
}

function some<T>(items: readonly T[]): readonly T[] {
  if (items.length === 0) throw new TypeError('a filter needs a condition');
  return items;
}
