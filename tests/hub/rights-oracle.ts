import { readFileSync } from 'node:fs';
import {
  buildASTSchema,
  getDirectiveValues,
  getNamedType,
  isObjectType,
  isRequiredArgument,
  parse,
  type ConstDirectiveNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { personas } from '../../auth/issuer/personas.js';
import { personalScopes } from '../../auth/purposes.js';
import { roles } from '../../auth/roles.js';

// What every persona may see, read a second time: from the printed supergraph and the table of roles, with nothing of the gateway's.

export type Meaning = 'clear' | 'masked' | 'denied';

/** The supergraph as it is printed, its rules still in it. */
export const supergraph = buildASTSchema(
  parse(readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'), { noLocation: true }),
);

export interface Rights {
  readonly readable: ReadonlySet<string>;
  readonly clear: ReadonlySet<string>;
}

/** The scopes of a persona of one role, under the first of its purposes; a role without purposes has no personal scope. */
export function rightsOf(persona: string): Rights {
  const [name, ...others] = personas[persona]!.roles;
  if (others.length > 0) throw new Error(`The oracle knows personas of one role only; ${persona} has several.`);
  const { scopes, masked = [], purposes = [] } = roles[name!]!;
  const counts = (scope: (typeof scopes)[number]) => purposes.length > 0 || !personalScopes.has(scope);
  const clear = scopes.filter(counts);
  return { clear: new Set(clear), readable: new Set([...clear, ...masked.filter(counts)]) };
}

interface Annotated {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
}
/** The arguments of a directive that stands there. */
const saidOf = (name: string, { astNode }: Annotated): Readonly<Record<string, unknown>> | undefined =>
  getDirectiveValues(supergraph.getDirective(name)!, { directives: astNode?.directives ?? [] });

/** Do `scopes` satisfy what stands on a type, a field? Nothing there asks for nothing. */
function satisfies(annotated: Annotated, scopes: ReadonlySet<string>): boolean {
  const said = saidOf('requiresScopes', annotated);
  return said === undefined || (said['scopes'] as string[][]).some((all) => all.every((scope) => scopes.has(scope)));
}

/** What stands in the place of the field's value for those who may not read it in the clear; null where it is not personal. */
export const maskOf = (field: Annotated) => (saidOf('personalData', field)?.['mask'] as string | undefined) ?? null;

type Field = GraphQLField<unknown, unknown>;

/** What the field of `parent` means to someone with these rights, asked with arguments of these names. */
export function meaningOf(parent: GraphQLObjectType, field: Field, rights: Rights, given: readonly string[] = []): Meaning {
  const readable = [parent, field, namedOf(field.type)].every((each) => satisfies(each, rights.readable));
  const tellsTooMuch = field.args.some((argument) => given.includes(argument.name) && !showsClear(revealedBy(argument), rights));
  if (!readable || tellsTooMuch) return 'denied';
  return maskOf(field) !== null && ![parent, field].every((each) => satisfies(each, rights.clear)) ? 'masked' : 'clear';
}

const namedOf = (type: GraphQLOutputType): Annotated => getNamedType(type);

/** Coordinate of the field that using the argument tells as much as. */
export const revealedBy = (argument: GraphQLArgument) => saidOf('reveals', argument)?.['field'] as string | undefined;

export function showsClear(coordinate: string | undefined, rights: Rights): boolean {
  if (coordinate === undefined) return true;
  const [owner, name] = coordinate.split('.') as [string, string];
  const type = supergraph.getType(owner) as GraphQLObjectType;
  return [type, type.getFields()[name]!].every((each) => satisfies(each, rights.clear));
}

/** The object types that clients may meet. */
export const objectTypes = Object.values(supergraph.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.includes('__'),
);

/** What a persona is to be shown of the schema, `Type.field(arguments)`: every field they may read by way of others that they may. */
export function shownTo(persona: string): readonly string[] {
  const rights = rightsOf(persona);
  const required = ({ args }: Field) => args.filter(isRequiredArgument).map(({ name }) => name);
  const readable = (type: GraphQLObjectType) =>
    Object.values(type.getFields()).filter((field) => meaningOf(type, field, rights, required(field)) !== 'denied');
  const reached = new Set<GraphQLObjectType>();
  const reach = (type: GraphQLObjectType) => {
    if (reached.has(type)) return;
    reached.add(type);
    for (const { type: given } of readable(type)) {
      const named = getNamedType(given);
      if (isObjectType(named)) reach(named);
    }
  };
  for (const root of [supergraph.getQueryType(), supergraph.getMutationType(), supergraph.getSubscriptionType()])
    if (root) reach(root);
  return [...reached]
    .flatMap((type) =>
      readable(type).map(({ name, args }) => {
        const usable = args.filter((argument) => showsClear(revealedBy(argument), rights));
        return `${type.name}.${name}(${usable.map((argument) => argument.name).join()})`;
      }),
    )
    .toSorted();
}
