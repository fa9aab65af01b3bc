import { isEnumType, type GraphQLLeafType } from 'graphql';
import { quote } from './quote.js';

/** A value as its type writes it in JSON; undefined for one that is not of the type. */
export type WriteLeaf = (value: unknown) => string | undefined;

const maxInt = 2 ** 31 - 1;
const scalars: Readonly<Record<string, WriteLeaf>> = {
  Int: (value) =>
    Number.isInteger(value) && Math.abs(value as number) <= maxInt + Number((value as number) < 0)
      ? `${value as number}`
      : undefined,
  Float: (value) => (typeof value === 'number' && Number.isFinite(value) ? `${value}` : undefined),
  String: (value) => (typeof value === 'string' ? quote(value) : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? `${value}` : undefined),
  ID: (value) => (typeof value === 'string' ? quote(value) : Number.isInteger(value) ? `"${value as number}"` : undefined),
};

const writeCustom: WriteLeaf = (value) => (typeof value === 'string' ? quote(value) : JSON.stringify(value));

/** A custom scalar is its subgraph's own business; an enum has the values that clients may see. */
export function leafWriter(type: GraphQLLeafType): WriteLeaf {
  if (!isEnumType(type)) return scalars[type.name] ?? writeCustom;
  const values = new Map<unknown, string>(type.getValues().map(({ name }) => [name, `"${name}"`]));
  return (value) => values.get(value);
}
