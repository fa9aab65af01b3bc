import {
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLArgument,
  type GraphQLDirective,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** What must show for a type, field (`Dossier.applicant`), argument (`Query.person(personalId:)`), input field or directive to be of any use. */
export interface Needs {
  readonly coordinate: string;
  readonly every: readonly string[];
  /** At least one of each list. */
  readonly some: readonly (readonly string[])[];
}

/**
 * The needs of all of a schema: a field that of its type and the arguments that must be given; an interface's that of each implementer's,
 * whose rules hold for it too; a type that of a field or member; an input type that of a field, and all those that must be given.
 */
export function needsOf(schema: GraphQLSchema): readonly Needs[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
  return [...types.flatMap((type) => typeNeeds(schema, type)), ...schema.getDirectives().flatMap(directiveNeeds)];
}

/** Coordinates of what `shows` hides, and of all that cannot do without. */
export function hiddenBy(shows: (coordinate: string) => boolean, needs: readonly Needs[]): ReadonlySet<string> {
  const hidden = new Set<string>();
  const isHidden = (coordinate: string) => hidden.has(coordinate);
  const isUseful = ({ every, some }: Needs) =>
    !every.some(isHidden) && !some.some((any) => any.length > 0 && any.every(isHidden));
  let open = needs;
  let before: number;
  do {
    before = hidden.size;
    open = open.filter((one) => {
      const stays = shows(one.coordinate) && isUseful(one);
      if (!stays) hidden.add(one.coordinate);
      return stays;
    });
  } while (hidden.size > before);
  return hidden;
}

function typeNeeds(schema: GraphQLSchema, type: GraphQLNamedType): Needs[] {
  if (isObjectType(type) || isInterfaceType(type)) return compositeNeeds(schema, type);
  return isInputObjectType(type) ? inputNeeds(type) : [{ coordinate: type.name, every: [], some: [membersOf(schema, type)] }];
}

function compositeNeeds(schema: GraphQLSchema, type: GraphQLObjectType | GraphQLInterfaceType): Needs[] {
  const { objects, interfaces } = isInterfaceType(type) ? schema.getImplementations(type) : { objects: [], interfaces: [] };
  const implementers = [...objects, ...interfaces].map(({ name }) => name);
  const fields = Object.values(type.getFields());
  return [
    ...fields.flatMap((field) => fieldNeeds(type.name, field, implementers)),
    { coordinate: type.name, every: [], some: [coordinatesOf(type.name, fields), membersOf(schema, type)] },
  ];
}

function fieldNeeds(
  owner: string,
  { name, type, args }: GraphQLField<unknown, unknown>,
  implementers: readonly string[],
): Needs[] {
  const at = (holder: string, argument?: string) => `${holder}.${name}${argument === undefined ? '' : `(${argument}:)`}`;
  const needs = (given: string, argument?: string): Needs => ({
    coordinate: at(owner, argument),
    every: [given, ...implementers.map((implementer) => at(implementer, argument))],
    some: [],
  });
  const field = needs(getNamedType(type).name);
  const required = args.filter(isRequiredArgument).map((argument) => at(owner, argument.name));
  return [
    ...args.map((argument) => needs(getNamedType(argument.type).name, argument.name)),
    { ...field, every: [...field.every, ...required] },
  ];
}

function inputNeeds(type: GraphQLInputObjectType): Needs[] {
  const fields = Object.values(type.getFields());
  return [
    ...fields.map((field) => ({
      coordinate: `${type.name}.${field.name}`,
      every: [getNamedType(field.type).name],
      some: [],
    })),
    {
      coordinate: type.name,
      every: coordinatesOf(type.name, fields.filter(isRequiredInputField)),
      some: [coordinatesOf(type.name, fields)],
    },
  ];
}

function directiveNeeds({ name, args }: GraphQLDirective): Needs[] {
  const at = (argument: GraphQLArgument) => `@${name}(${argument.name}:)`;
  return [
    ...args.map((argument) => ({ coordinate: at(argument), every: [getNamedType(argument.type).name], some: [] })),
    { coordinate: `@${name}`, every: args.filter(isRequiredArgument).map(at), some: [] },
  ];
}

const coordinatesOf = (owner: string, fields: readonly { readonly name: string }[]) =>
  fields.map(({ name }) => `${owner}.${name}`);

const membersOf = (schema: GraphQLSchema, type: GraphQLNamedType) =>
  isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [];
