import { expect } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createSignatureVerifier } from '../../../auth/signature.js';
import { HubError } from '../../../core/errors.js';
import { currentScope } from '../../../core/request-scope.js';
import type { SourceStatus } from '../../../core/source-notes.js';
import type { SubgraphCall } from '../../../gateway/engine/engine.js';
import type { GatewayOptions } from '../../../gateway/server.js';
import { callOverHttp } from '../../../gateway/subgraph-call/http.js';
import { callInMemory } from '../../../gateway/subgraph-call/memory.js';
import { inMemory, serveSubgraph } from '../../../schema/serve.js';
import { event, type Subgraph } from '../../../schema/subgraph.js';
import { link, smallFederation, type SmallSubgraph } from '../small-federation.js';
import { createTopic } from '../subscriptions/streaming.js';

/** Reads a source that answers as a test has it, and takes that down for the request. */
function read(id: string, status: SourceStatus, ageSeconds: number | null = null, jurisdictions: readonly string[] = ['vinh']) {
  const scope = currentScope()!;
  const fetchedAt = ageSeconds === null ? null : Date.now() - ageSeconds * 1000;
  scope.sources.note({ id, system: 'igate', jurisdictions }, { status, fetchedAt, ms: ageSeconds ?? 3 });
}

function stale(): number {
  const { maxAgeSeconds = Infinity } = currentScope()!;
  if (maxAgeSeconds >= 7_200) return (read('dossiers-vinh', 'STALE', 7_200), 12);
  read('dossiers-vinh', 'FAILED');
  throw new HubError('DATA_TOO_OLD', undefined, { source: 'dossiers-vinh' });
}

function failing(id: string, status: SourceStatus): never {
  read(id, status);
  throw new HubError('SOURCE_UNAVAILABLE', undefined, { source: id });
}

/** Towns: their names, and figures of sources that are well, old, lost and left alone, in two subgraphs; a third cannot be reached. */
export function towns() {
  const changes = createTopic<{ readonly slug: string }>();
  const wait = { untilMs: 0 };
  const subgraphs = {
    places: {
      sdl: `type Query { town: Town quiet: Int age: Int }
        type Mutation { rename: Town }
        type Subscription { townChanged: Town }
        type Town @key(fields: "slug") { slug: ID! name: String }`,
      resolvers: {
        Query: {
          town: () => (read('places', 'OK', 30, ['vinh', 'hue']), { slug: 'vinh' }),
          quiet: () => 1,
          age: () => currentScope()!.maxAgeSeconds ?? null,
        },
        Mutation: { rename: () => (read('places', 'OK', 0), { slug: 'vinh' }) },
        Subscription: { townChanged: { subscribe: () => changes.read(), resolve: (root: { [event]: object }) => root[event] } },
        Town: { name: () => (read('names', 'OK', 5), 'Vinh') },
      },
    },
    figures: {
      sdl: `type Town @key(fields: "slug") { slug: ID! dossiers: Int parcels: Int people: Int place: Int }`,
      resolvers: {
        Town: {
          async __resolveReference({ slug }: { slug: string }) {
            await new Promise((resolve) => setTimeout(resolve, wait.untilMs));
            return { slug };
          },
          dossiers: stale,
          parcels: () => failing('land-vinh', 'FAILED'),
          people: () => failing('people-vinh', 'SKIPPED'),
          place: () => (read('places', 'STALE', 60, ['vinh', 'hue']), 1),
        },
      },
    },
    away: { sdl: `type Query { far: Int } type Town @key(fields: "slug") { slug: ID! lost: Int }`, resolvers: {} },
  } satisfies Record<string, SmallSubgraph>;
  return { subgraphs, changes, wait };
}

const subgraphOf = (name: string, { sdl, resolvers }: SmallSubgraph): Subgraph => ({
  name,
  sdl,
  schema: buildSubgraphSchema([{ typeDefs: parse(link + sdl), resolvers: resolvers as never }]),
  createContext: (caller) => ({ caller }),
  feeds: [],
  prepare: async () => undefined,
  close: async () => undefined,
});

export const doors = ['in memory', 'over HTTP'] as const;
export type Door = (typeof doors)[number];

/** A gateway over them, through the doors that the hub's own subgraphs have. */
export async function sourcedHub(door: Door, options: Partial<GatewayOptions> = {}) {
  const secret = 's'.repeat(40);
  const { subgraphs, ...world } = towns();
  const ends: (() => Promise<unknown>)[] = [];
  const calls = new Map<string, SubgraphCall>();
  for (const [name, small] of Object.entries(subgraphs)) {
    const subgraph = subgraphOf(name, small);
    const app = await serveSubgraph(subgraph, { identify: createSignatureVerifier(secret) });
    ends.unshift(() => app.close());
    const origin = door === 'in memory' ? '' : await app.listen({ host: '127.0.0.1', port: 0 });
    const overHttp = callOverHttp(name, `${origin || 'http://127.0.0.1:9'}/graphql`, { timeoutMs: 4_000, secret });
    ends.unshift(() => overHttp.close());
    if (name === 'away') await app.close();
    calls.set(name, origin || name === 'away' ? overHttp : callInMemory(name, inMemory(app, subgraph)));
  }
  const hub = await smallFederation(subgraphs, { callFor: (name) => calls.get(name)!, ...options });
  const close = async () => {
    await hub.close();
    for (const end of ends) await end();
  };
  return { ...hub, ...world, close };
}

/** A source as an answer tells of it. */
export const told = (source: string, status: SourceStatus, ageSeconds: number | null, more: object = {}) => ({
  source,
  system: 'igate',
  jurisdiction: 'vinh',
  status,
  ageSeconds,
  ms: expect.any(Number),
  ...more,
});
