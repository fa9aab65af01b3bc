import {
  getArgumentValues,
  graphql,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  type UnionTypeDefinitionNode,
} from 'graphql';
import type { SmallSubgraph } from '../small-federation.js';
import { namedBy, valueOf, type Thing, type World } from './mock-values.js';
import { keysOf, requirements, worldOf } from './mock-world.js';

type Sdls = Readonly<Record<string, string>>;

/**
 * Subgraphs of which each field tells what follows from the name of its object, and what the whole then answers. A field that requires
 * others tells what it was given of them.
 */
export function mockFederation(sdls: Sdls) {
  const documents = Object.entries(sdls).map(([name, sdl]) => ({ name, document: parse(sdl, { noLocation: true }) }));
  const world = worldOf(documents.map(({ document }) => document));
  const required = requirements(documents.map(({ document }) => document));
  const subgraphs: Record<string, SmallSubgraph> = Object.fromEntries(
    documents.map(({ name, document }) => [name, { sdl: sdls[name]!, resolvers: resolversOf(document, world, required) }]),
  );
  const oracle = async (apiSchema: GraphQLSchema, query: string, variables: object): Promise<unknown> => {
    const { data, errors } = await graphql({
      schema: apiSchema,
      source: query,
      variableValues: { ...variables },
      rootValue: root,
      fieldResolver: (of: Thing, args: object, _context, info) => {
        const whole = { schema: apiSchema, world, required };
        const by = dependence(whole, of, `${info.parentType.name}.${info.fieldName}`, args);
        return valueOf(world, info.returnType, { of, field: info.fieldName, by });
      },
      typeResolver: ({ __typename }: Thing) => __typename,
    });
    if (errors) throw new Error(errors[0]!.message);
    return JSON.parse(JSON.stringify(data)) as unknown;
  };
  return { subgraphs, oracle };
}

const root: Thing = { __typename: 'Query', is: 'root' };

interface Whole {
  readonly schema: GraphQLSchema;
  readonly world: World;
  readonly required: ReadonlyMap<string, SelectionSetNode>;
}

/** What a field depends on: its arguments, and what it requires. */
function dependence(whole: Whole, of: Thing, coordinate: string, args: object): string {
  const needs = whole.required.get(coordinate);
  return JSON.stringify(sorted(args)) + (needs ? JSON.stringify(told(whole, of, needs)) : '');
}

/** What of a thing a selection asks for, as a gateway would send it. */
function told(whole: Whole, of: Thing, set: SelectionSetNode): Record<string, unknown> {
  const { schema, world } = whole;
  const type = schema.getType(of.__typename);
  if (!isObjectType(type)) throw new Error(`${of.__typename} is not a type.`);
  const entries = set.selections.flatMap((node): [string, unknown][] => {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const on = schema.getType(node.typeCondition?.name.value ?? type.name);
      const meets = on === type || (isAbstractType(on) && schema.isSubType(on, type));
      return meets ? Object.entries(told(whole, of, node.selectionSet)) : [];
    }
    if (node.kind !== Kind.FIELD) return [];
    const field = type.getFields()[node.name.value]!;
    const by = dependence(whole, of, `${type.name}.${field.name}`, getArgumentValues(field, node));
    const value = valueOf(world, field.type, { of, field: field.name, by });
    const below = (item: unknown): unknown => {
      if (Array.isArray(item)) return item.map(below);
      return item && node.selectionSet ? told(whole, item as Thing, node.selectionSet) : item;
    };
    return [[field.name, below(value)]];
  });
  return sorted(Object.fromEntries(entries)) as Record<string, unknown>;
}

/** The same, of what a gateway did send. */
function given(from: unknown, set: SelectionSetNode): unknown {
  if (Array.isArray(from)) return from.map((item) => given(item, set));
  if (typeof from !== 'object' || from === null) return from;
  const object = from as Record<string, unknown>;
  const entries = set.selections.flatMap((node): [string, unknown][] => {
    if (node.kind === Kind.INLINE_FRAGMENT) return Object.entries(given(object, node.selectionSet) as object);
    if (node.kind !== Kind.FIELD || !(node.name.value in object)) return [];
    const value = object[node.name.value];
    return [[node.name.value, node.selectionSet ? given(value, node.selectionSet) : value]];
  });
  return sorted(Object.fromEntries(entries));
}

/** The same with all keys in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

function resolversOf(document: DocumentNode, world: World, required: ReadonlyMap<string, SelectionSetNode>): object {
  const resolve: GraphQLFieldResolver<Thing | undefined, unknown> = (source, args: object, _context, info) => {
    const of = source ?? root;
    const needs = required.get(`${info.parentType.name}.${info.fieldName}`);
    const by = JSON.stringify(sorted(args)) + (needs ? JSON.stringify(given(of.given ?? {}, needs)) : '');
    return valueOf(world, info.returnType, { of: { ...of, __typename: info.parentType.name }, field: info.fieldName, by });
  };
  const referenceOf =
    (typename: string, keys: readonly SelectionSetNode[]) =>
    (key: Record<string, unknown>): Thing => {
      if (!keys.some((set) => holds(key, set))) throw new Error(`${JSON.stringify(key)} names nothing.`);
      const is = namedBy(key)!;
      return { __typename: world.entities.has(typeIn(is)) ? typeIn(is) : typename, is, given: key };
    };
  return Object.fromEntries(
    document.definitions.flatMap((node): [string, object][] => {
      if (!isOfObjects(node)) return [];
      const fields =
        node.kind === Kind.OBJECT_TYPE_DEFINITION ? (node.fields ?? []).map(({ name }) => [name.value, resolve]) : [];
      const keys = keysOf(node);
      return [
        [
          node.name.value,
          {
            ...Object.fromEntries(fields),
            ...(node.kind !== Kind.OBJECT_TYPE_DEFINITION && { __resolveType: ({ __typename }: Thing) => __typename }),
            ...(keys.length > 0 && { __resolveReference: referenceOf(node.name.value, keys) }),
          },
        ],
      ];
    }),
  );
}

const isOfObjects = (
  node: DefinitionNode,
): node is ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode | UnionTypeDefinitionNode =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION ||
  node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
  node.kind === Kind.UNION_TYPE_DEFINITION;

/** Is everything there that a key consists of? */
const holds = (value: unknown, { selections }: SelectionSetNode): boolean =>
  selections.every((node) => {
    const part = node.kind === Kind.FIELD ? (value as Record<string, unknown> | null)?.[node.name.value] : undefined;
    return part !== undefined && (node.kind !== Kind.FIELD || !node.selectionSet || holds(part, node.selectionSet));
  });

const typeIn = (name: string) => name.replace(/\d+$/, '');
