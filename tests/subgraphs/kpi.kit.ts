import { createCaller, type Caller, type CallerFacts } from '../../auth/caller.js';
import { purposesOf } from '../../auth/roles.js';
import { SourceConfig } from '../../core/sources.js';
import { startSystem } from '../../sandbox/system.js';
import { kpiSystems } from '../../sandbox/systems/kpi/index.js';
import { createWorld } from '../../sandbox/world/index.js';
import { inMemory, serveSubgraph } from '../../schema/serve.js';
import { createKpiSubgraph } from '../../subgraphs/kpi/index.js';

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
export const auditor = callerWith(['auditor'], { jurisdictions: '*' });

export const world = createWorld({ scale: 0.1 });

/** The three reporting systems, running, and the subgraph over them. */
export async function startKpi() {
  const systems = await Promise.all(kpiSystems(world).map((system) => startSystem(system, { latencyMs: 0 })));
  const sources = systems.map(({ source }) => SourceConfig.parse(source));
  const subgraph = await createKpiSubgraph(sources, () => world.today);
  return {
    subgraph,
    sources,
    requests: async () => {
      const stats = sources.map(async ({ url }) => (await (await fetch(new URL('/_stats', url))).json()) as { total: number });
      return (await Promise.all(stats)).reduce((sum, { total }) => sum + total, 0);
    },
    stop: async (id: string) => systems.find(({ source }) => source.id === id)?.close(),
    close: async () => {
      await Promise.all(systems.map((system) => system.close()));
    },
  };
}

export type Kpi = Awaited<ReturnType<typeof startKpi>>;

/** Asks the served subgraph in memory. */
export async function serveKpi({ subgraph }: Kpi) {
  const app = await serveSubgraph(subgraph, { identify: async () => auditor });
  const call = inMemory(app, subgraph);
  return {
    ask: (query: string, caller: Caller = auditor, variables: Record<string, unknown> = {}) => call({ query, variables }, caller),
    close: () => app.close(),
  };
}
