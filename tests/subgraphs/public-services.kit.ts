import type { FastifyInstance } from 'fastify';
import { createCaller, type Caller, type CallerFacts } from '../../auth/caller.js';
import { purposesOf } from '../../auth/roles.js';
import { SourceConfig } from '../../core/sources.js';
import { serveSubgraph } from '../../schema/serve.js';
import type { Subgraph } from '../../schema/subgraph.js';
import { startSystem } from '../../sandbox/system.js';
import { igateSystems } from '../../sandbox/systems/igate/index.js';
import type { World } from '../../sandbox/world/types.js';
import { createPublicServicesSubgraph } from '../../subgraphs/public-services/index.js';

export const callerWith = (roles: readonly string[], facts: Partial<CallerFacts> = {}): Caller =>
  createCaller({
    issuer: 'i',
    subject: 's',
    clientId: 'c',
    tokenId: 't',
    roles,
    purpose: purposesOf(roles)[0] ?? null,
    jurisdictions: [],
    agency: null,
    personalId: null,
    ...facts,
  });

export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { path: (string | number)[]; message: string; extensions: Record<string, unknown> }[];
}

export interface Stats {
  readonly total: number;
  readonly byPath: Record<string, number>;
}

/** The three provinces' systems, running, and the subgraph over them. */
export async function startPublicServices(world: World) {
  const systems = await Promise.all(igateSystems(world).map((system) => startSystem(system, { latencyMs: 0 })));
  const sources = systems.map(({ source }) => SourceConfig.parse(source));
  const subgraph = await createPublicServicesSubgraph(sources);
  const stats = () => Promise.all(sources.map(async ({ url }) => (await (await fetch(new URL('/_stats', url))).json()) as Stats));
  return {
    subgraph,
    sources,
    stats,
    requests: async () => (await stats()).reduce((sum, { total }) => sum + total, 0),
    stop: async (id: string) => systems.find(({ source }) => source.id === id)?.close(),
    close: async () => {
      await Promise.all(systems.map((system) => system.close()));
    },
  };
}

/** Asks the served subgraph as whoever `as` names. */
export async function serveAs(subgraph: Subgraph): Promise<{
  app: FastifyInstance;
  ask: (as: Caller, query: string, variables?: object) => Promise<Answer>;
}> {
  const callers = new Map<string, Caller>();
  const app = await serveSubgraph(subgraph, { identify: async ({ headers }) => callers.get(String(headers['authorization']))! });
  return {
    app,
    ask: async (as, query, variables = {}) => {
      const header = `caller ${callers.size}`;
      callers.set(header, as);
      const payload = { query, variables };
      const response = await app.inject({ method: 'POST', url: '/graphql', payload, headers: { authorization: header } });
      const { data, errors } = response.json<Answer>();
      return { data, ...(errors && { errors }) };
    },
  };
}
