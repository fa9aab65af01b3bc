import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** Coordinates of everything in `schema` that has no description: the descriptions are the manual. */
export function undescribed(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !/^_|__/.test(type.name) && !isSpecifiedScalarType(type))
    .flatMap((type) => [...(type.description || isRoot(type, schema) ? [] : [type.name]), ...membersOf(type)]);
}

const isRoot = (type: GraphQLNamedType, schema: GraphQLSchema) =>
  type === schema.getQueryType() || type === schema.getMutationType() || type === schema.getSubscriptionType();

function membersOf(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return bare(type.name, type.getValues());
  if (isInputObjectType(type)) return bare(type.name, Object.values(type.getFields()));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const fields = Object.values(type.getFields()).filter(({ name }) => !name.startsWith('_'));
  return [...bare(type.name, fields), ...fields.flatMap(({ name, args }) => bare(`${type.name}.${name}`, args))];
}

const bare = (owner: string, members: readonly { name: string; description?: string | null | undefined }[]) =>
  members.filter(({ description }) => !description).map(({ name }) => `${owner}.${name}`);
