import { isInputObjectType, isListType, isNonNullType, type GraphQLArgument, type GraphQLInputType } from 'graphql';
import type { Restrictions } from './rules.js';

/** Coordinates of the fields that a field with these argument values tells as much as. An argument that is null or left out tells nothing. */
export function revealedBy(
  coordinate: string,
  args: readonly GraphQLArgument[],
  values: Readonly<Record<string, unknown>>,
  { reveals }: Pick<Restrictions, 'reveals'>,
): string[] {
  const inValue = (type: GraphQLInputType, value: unknown): string[] => {
    if (value === null || value === undefined) return [];
    if (isNonNullType(type)) return inValue(type.ofType, value);
    if (isListType(type)) return (Array.isArray(value) ? value : [value]).flatMap((item) => inValue(type.ofType, item));
    if (!isInputObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) => {
      const given = (value as Record<string, unknown>)[field.name];
      return [...told(`${type.name}.${field.name}`, given), ...inValue(field.type, given)];
    });
  };
  const told = (at: string, value: unknown): string[] => {
    const target = value === null || value === undefined ? undefined : reveals.get(at);
    return target === undefined ? [] : [target];
  };
  return args.flatMap(({ name, type }) => [...told(`${coordinate}(${name}:)`, values[name]), ...inValue(type, values[name])]);
}
