/** A condition in ArcGIS's `where` language, made by a `WhereBuilder` only. */
export interface Where {
  readonly sql: string;
}

export interface WhereBuilder {
  isIn(field: string, values: readonly (string | number)[]): Where;
  and(parts: readonly Where[]): Where;
  or(parts: readonly Where[]): Where;
}

/** `where` is SQL: fields must be on the list, and every value is written as a quoted literal or a plain number. */
export function whereOver(fields: readonly string[]): WhereBuilder {
  const known = new Set(fields);
  return {
    isIn(field, values) {
      if (!known.has(field) || !/^\w+$/.test(field)) throw new TypeError('not a field of this layer');
      if (values.length === 0) throw new TypeError('a filter needs a value');
      return { sql: `${field} IN (${values.map(literal).join(',')})` };
    },
    and: (parts) => combined('AND', parts),
    or: (parts) => combined('OR', parts),
  };
}

function combined(operator: string, parts: readonly Where[]): Where {
  if (parts.length === 0) throw new TypeError('a filter needs a condition');
  return { sql: `(${parts.map(({ sql }) => sql).join(` ${operator} `)})` };
}

function literal(value: string | number): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (!Number.isFinite(value)) throw new TypeError('not a number');
  return String(value);
}
