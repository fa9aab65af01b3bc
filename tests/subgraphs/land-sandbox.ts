import { createCaller, type Caller, type CallerFacts } from '../../auth/caller.js';
import { purposesOf } from '../../auth/roles.js';
import { SourceConfig } from '../../core/sources.js';
import { landSystems } from '../../sandbox/systems/land/index.js';
import { startSystem, type RunningSystem } from '../../sandbox/system.js';
import type { World } from '../../sandbox/world/types.js';
import { inMemory, serveSubgraph, type SubgraphAnswer } from '../../schema/serve.js';
import type { Subgraph } from '../../schema/subgraph.js';
import { createLandSubgraph } from '../../subgraphs/land/index.js';

export const callerWith = (roles: readonly string[], facts: Partial<CallerFacts> = {}): Caller =>
  createCaller({
    issuer: 'test',
    subject: 'test',
    clientId: 'test',
    tokenId: 'test',
    roles,
    purpose: purposesOf(roles)[0] ?? null,
    jurisdictions: '*',
    agency: null,
    personalId: null,
    ...facts,
  });

export interface LandOverSandbox {
  readonly subgraph: Subgraph;
  /** Upstream requests since the last call, as `source POST /path`. */
  readonly upstream: () => Promise<readonly string[]>;
  /** From now on the source does not answer. */
  readonly stop: (id: string) => Promise<void>;
  /** Ends the sources; the subgraph ends with the application that serves it. */
  readonly close: () => Promise<void>;
}

/** The land subgraph over the land systems of the sandbox; sources in `broken` do not answer. */
export async function landOver(world: World, broken: readonly string[] = []): Promise<LandOverSandbox> {
  const systems = await Promise.all(landSystems(world).map((system) => startSystem(system, { latencyMs: 0 })));
  const isBroken = ({ source }: RunningSystem) => broken.includes(source.id);
  await Promise.all(systems.filter(isBroken).map((system) => system.close()));
  const alive = systems.filter((system) => !isBroken(system));
  return {
    subgraph: await createLandSubgraph(systems.map(({ source }) => SourceConfig.parse(source))),
    upstream: async () => (await Promise.all(alive.map(counted))).flat(),
    stop: async (id) => systems.find(({ source }) => source.id === id)?.close(),
    close: async () => {
      await Promise.all(alive.map((system) => system.close()));
    },
  };
}

interface Answer {
  readonly data: Record<string, unknown>;
  readonly errors: NonNullable<SubgraphAnswer['errors']>;
}

export interface LandUnderTest extends LandOverSandbox {
  readonly ask: (query: string, caller: Caller, variables?: Record<string, unknown>) => Promise<Answer>;
}

/** As `landOver`, served. */
export async function startLand(world: World, broken: readonly string[] = []): Promise<LandUnderTest> {
  const land = await landOver(world, broken);
  const app = await serveSubgraph(land.subgraph, { identify: () => Promise.reject(new Error('not asked over HTTP')) });
  const call = inMemory(app, land.subgraph);
  return {
    ...land,
    async ask(query, caller, variables) {
      const { data, errors } = await call({ query, variables }, caller);
      return { data: data ?? {}, errors: errors ?? [] };
    },
    close: async () => {
      await app.close();
      await land.close();
    },
  };
}

async function counted({ source }: RunningSystem): Promise<string[]> {
  const stats = `${new URL(source.url).origin}/_stats`;
  const { byPath } = (await (await fetch(stats)).json()) as { byPath: Record<string, number> };
  await fetch(stats, { method: 'DELETE' });
  return Object.entries(byPath).flatMap(([path, count]) => Array.from({ length: count }, () => `${source.id} ${path}`));
}
