import type { FastifyInstance } from 'fastify';
import { HubError } from '../core/errors.js';
import type { Log } from '../core/log.js';
import { systems, type SourceConfig } from '../core/sources.js';
import { inMemory, serveSubgraph } from '../schema/serve.js';
import type { Subgraph } from '../schema/subgraph.js';
import { createAccessSubgraph } from '../subgraphs/access/index.js';
import type { AccessLogReader } from '../subgraphs/access/reader.js';
import { createDirectorySubgraph } from '../subgraphs/directory/index.js';
import { createHealthSubgraph } from '../subgraphs/health/index.js';
import { createKpiSubgraph } from '../subgraphs/kpi/index.js';
import { createLandSubgraph } from '../subgraphs/land/index.js';
import { landSystems } from '../subgraphs/land/one-register.js';
import { createOfficeSubgraph } from '../subgraphs/office/index.js';
import { createPublicServicesSubgraph } from '../subgraphs/public-services/index.js';
import { createSourcesSubgraph } from '../subgraphs/sources/index.js';
import { openDomain, soon, type Domain } from './sources/domain.js';

/** Makes a subgraph over the sources of its domain. `accessLog`: what the domain that tells of the log reads; null without a log. */
export type SubgraphFactory = (sources: readonly SourceConfig[], accessLog?: AccessLogReader | null) => Promise<Subgraph>;

/** Every domain the hub federates. A new one adds its line here. */
export const subgraphFactories: Readonly<Record<string, SubgraphFactory>> = {
  directory: createDirectorySubgraph,
  office: createOfficeSubgraph,
  'public-services': createPublicServicesSubgraph,
  health: createHealthSubgraph,
  land: createLandSubgraph,
  kpi: (sources) => createKpiSubgraph(sources),
  access: (_sources, accessLog = null) => createAccessSubgraph(accessLog),
  sources: (sources) => createSourcesSubgraph(sources),
};

/** The systems each domain reads; one that is not here reads none. */
const systemsOf: Readonly<Record<string, readonly SourceConfig['system'][]>> = {
  office: ['ioffice', 'interchange-axis'],
  'public-services': ['igate'],
  health: ['fhir'],
  land: landSystems,
  kpi: ['kpi'],
  // Asks none of them, and tells how all do.
  sources: systems,
};

/** A domain over `sources`, which may become others while it is served. */
export function openDomainOf(
  name: string,
  sources: readonly SourceConfig[],
  accessLog: AccessLogReader | null = null,
): Promise<Domain> {
  const create = subgraphFactories[name]!;
  return openDomain({ systems: systemsOf[name] ?? [], create: (next) => create(next, accessLog) }, sources);
}

export interface LocalSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly call: ReturnType<typeof inMemory>;
  readonly app: FastifyInstance;
  readonly domain: Domain;
}

/** All subgraphs in this process, called in memory: their own HTTP door lets nobody in. */
export async function startSubgraphs(
  sources: readonly SourceConfig[],
  log: Log,
  accessLog: AccessLogReader | null = null,
): Promise<LocalSubgraph[]> {
  return Promise.all(
    Object.keys(subgraphFactories).map(async (domainName) => {
      const domain = await openDomainOf(domainName, sources, accessLog);
      const { subgraph } = domain;
      const app = await serveSubgraph(subgraph, { identify: () => Promise.reject(new HubError('UNAUTHENTICATED')), log });
      await soon(subgraph.prepare());
      return { name: subgraph.name, sdl: subgraph.sdl, call: inMemory(app, subgraph, log), app, domain };
    }),
  );
}
