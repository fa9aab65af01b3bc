import { buildSubgraphSchema } from '@apollo/subgraph';
import { MapperKind, mapSchema, printSchemaWithDirectives } from '@graphql-tools/utils';
import { parse, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { buildSchema, createResolversMap, type AuthChecker } from 'type-graphql';
import { holds, type Caller } from '../auth/caller.js';
import { HubError } from '../core/errors.js';
import type { Feed } from '../core/feed.js';
import { hubFeature } from './rules.js';
import { scalarsMap } from './scalars.js';

/** What every resolver's context holds; each domain adds its own loaders. */
export interface SubgraphContext {
  readonly caller: Caller;
  /** Milliseconds since the epoch, after which nobody waits for the answer. */
  readonly deadline?: number;
}

/** A representation as the gateway sends it: the entity's key fields, and those another subgraph's `@requires` asked for. */
export type Reference = Readonly<Record<string, unknown>>;

export interface SubgraphDefinition<C extends SubgraphContext = SubgraphContext> {
  readonly name: string;
  // type-graphql's own signature is a non-empty tuple of functions.
  readonly resolvers: readonly [
    NonNullable<unknown> & (new (...args: never[]) => object),
    ...(new (...args: never[]) => object)[],
  ];
  /** Types that no field returns but the schema must hold. */
  readonly orphanedTypes?: readonly (new (...args: never[]) => object)[];
  /** How a reference becomes an entity: null for an unknown key. */
  readonly entities: Readonly<Record<string, (reference: never, context: C) => unknown>>;
  /** A fresh context, with fresh loaders, for one request of `caller`. */
  readonly createContext: (caller: Caller) => C;
  /** Whence its subscriptions have their events. */
  readonly feeds?: readonly Pick<Feed<never>, 'onTrouble'>[];
  /** What can be done before the first question comes: signing in to sources. May fail; the first question then does it. */
  readonly prepare?: () => Promise<unknown>;
  /** Ends connections to sources. */
  readonly close?: () => Promise<void>;
}

export interface Subgraph {
  readonly name: string;
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  readonly createContext: (caller: Caller) => SubgraphContext;
  readonly feeds: readonly Pick<Feed<never>, 'onTrouble'>[];
  readonly prepare: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}

const federation = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@tag", "@authenticated", "@requiresScopes", "@composeDirective"
])\n`;

const authChecker: AuthChecker<SubgraphContext> = ({ context }, anyOf) => {
  if (
    holds(
      context.caller,
      anyOf.map((all) => all.split(' ')),
    )
  )
    return true;
  throw new HubError('UNAUTHORIZED_FIELD_OR_TYPE');
};

/** Decorated classes → a Federation 2 subgraph. The only place that knows both type-graphql and @apollo/subgraph. */
export async function createSubgraph<C extends SubgraphContext>(definition: SubgraphDefinition<C>): Promise<Subgraph> {
  const plain = await buildSchema({
    resolvers: definition.resolvers,
    orphanedTypes: [...(definition.orphanedTypes ?? [])] as never,
    validate: false,
    skipCheck: true,
    authChecker,
    scalarsMap,
    pubSub: noPubSub,
  });
  const map = createResolversMap(plain) as Record<string, object>;
  if (map['Subscription']) map['Subscription'] = eventsOnly(map['Subscription'] as FieldsOfEvents);
  for (const [type, find] of Object.entries(definition.entities))
    map[type] = { ...map[type], __resolveReference: oneByOne(find) };
  const sdl = federation + hubFeature + printSchemaWithDirectives(inWrittenOrder(plain));
  return {
    name: definition.name,
    sdl,
    schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: map as never }]),
    createContext: definition.createContext,
    feeds: definition.feeds ?? [],
    prepare: async () => definition.prepare?.(),
    close: async () => definition.close?.(),
  };
}

const noTopics = (): never => {
  throw new Error('Subscriptions name their own source of events; there are no topics.');
};
// type-graphql asks for one wherever there is a subscription.
const noPubSub = { publish: noTopics, subscribe: noTopics };

type FieldsOfEvents = Readonly<Record<string, { readonly resolve: GraphQLFieldResolver<unknown, unknown> }>>;

/** Under this name the root of an event's execution holds the event. */
export const event = Symbol('event');

// A query's door does not look at what kind of operation it is given. Asked as a question, a subscription has no event to tell of.
const eventsOnly = (fields: FieldsOfEvents): object =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const resolve: typeof field.resolve = (root, ...rest) => {
        if (isOfEvent(root)) return field.resolve(root[event], ...rest);
        throw new HubError('BAD_REQUEST', 'A subscription is answered with a stream of events only.');
      };
      return [name, { ...field, resolve }];
    }),
  );

const isOfEvent = (root: unknown): root is { readonly [event]: unknown } =>
  typeof root === 'object' && root !== null && event in root;

// A rejected promise would take the whole `_entities` list with it; an Error as a list item costs its own entity only.
function oneByOne(find: (reference: never, context: never) => unknown) {
  return async (reference: never, context: never): Promise<unknown> => {
    try {
      return await find(reference, context);
    } catch (error) {
      return error;
    }
  };
}

// Parameter decorators run from the last to the first, so type-graphql hands every field's arguments over backwards.
const inWrittenOrder = (schema: GraphQLSchema) =>
  mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field) => ({ ...field, args: Object.fromEntries(Object.entries(field.args ?? {}).toReversed()) }),
  });
