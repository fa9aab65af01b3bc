import { isEnumType, type GraphQLLeafType } from 'graphql';

/** A value as its type writes it; undefined for one that is not of the type. */
export type Coerce = (value: unknown) => unknown;

const maxInt = 2 ** 31 - 1;
const scalars: Readonly<Record<string, Coerce>> = {
  Int: (value) =>
    Number.isInteger(value) && Math.abs(value as number) <= maxInt + Number((value as number) < 0) ? value : undefined,
  Float: (value) => (typeof value === 'number' ? value : undefined),
  String: (value) => (typeof value === 'string' ? value : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  ID: (value) => (typeof value === 'string' ? value : Number.isInteger(value) ? String(value) : undefined),
};

/** A custom scalar is its subgraph's own business; an enum has the values that clients may see. */
export function coercionOf(type: GraphQLLeafType): Coerce {
  if (!isEnumType(type)) return scalars[type.name] ?? ((value) => value);
  const values = new Set<unknown>(type.getValues().map(({ name }) => name));
  return (value) => (values.has(value) ? value : undefined);
}
