import { createCaller, type Caller } from '../../auth/caller.js';
import { purposesOf } from '../../auth/roles.js';
import { SourceConfig } from '../../core/sources.js';
import { startSystem } from '../../sandbox/system.js';
import { axisSystems } from '../../sandbox/systems/axis/index.js';
import { iofficeSystems } from '../../sandbox/systems/ioffice/index.js';
import { createWorld, wellKnown } from '../../sandbox/world/index.js';
import { inMemory, serveSubgraph, type SubgraphAnswer } from '../../schema/serve.js';
import { createOfficeSubgraph } from '../../subgraphs/office/index.js';

export const world = createWorld({ scale: 0.1 });
export const ngheAn = world.documents.filter(({ province }) => province === 'nghe-an');
export const vinh = world.documents.filter(({ jurisdiction }) => jurisdiction === 'vinh');
export const idOf = (number: number) => `ioffice-nghe-an:${number}`;
export const known = idOf(wellKnown.documentId);

const callerOf = (roles: readonly string[], jurisdictions: readonly string[] | '*', agency: string | null = null): Caller =>
  createCaller({
    issuer: 'i',
    subject: 's',
    clientId: 'c',
    tokenId: 't',
    roles,
    purpose: purposesOf(roles)[0] ?? null,
    jurisdictions,
    agency,
    personalId: wellKnown.personalId,
  });
export const auditor = callerOf(['auditor'], '*');
export const ioc = callerOf(['ioc'], ['vinh']);
export const officer = callerOf(['officer'], ['vinh'], wellKnown.agencyId);
/** One who works in an agency and in the city's operations centre. */
export const officerInIoc = callerOf(['officer', 'ioc'], ['vinh'], wellKnown.agencyId);
export const citizen = callerOf(['citizen'], ['vinh']);

/** The three iOffices and the axis, started; with the count of what they were asked. */
export async function startOffices() {
  const systems = [...iofficeSystems(world), ...axisSystems(world)];
  const running = await Promise.all(systems.map((system) => startSystem(system, { latencyMs: 0 })));
  const requests = async (): Promise<number> => {
    const stats = await Promise.all(
      running.map(async ({ source }) => (await fetch(new URL('/_stats', source.url))).json() as Promise<{ total: number }>),
    );
    return stats.reduce((sum, { total }) => sum + total, 0);
  };
  const close = async (): Promise<void> => {
    await Promise.all(running.map((system) => system.close()));
  };
  const stop = async (id: string): Promise<void> => running.find(({ source }) => source.id === id)?.close();
  return { configs: running.map(({ source }) => SourceConfig.parse(source)), requests, stop, close };
}

export type OfficeAnswer = Required<Pick<SubgraphAnswer, 'errors'>> & { readonly data: Record<string, unknown> };

/** The office subgraph over the sandbox, with a way to ask it as any caller. */
export async function startOfficeSubgraph() {
  const offices = await startOffices();
  const subgraph = await createOfficeSubgraph(offices.configs);
  const app = await serveSubgraph(subgraph, { identify: async () => auditor });
  const call = inMemory(app, subgraph);
  const ask = async (query: string, caller: Caller = auditor, variables?: Record<string, unknown>): Promise<OfficeAnswer> => {
    const { data, errors } = await call({ query, variables }, caller);
    return { data: data ?? {}, errors: errors ?? [] };
  };
  const close = async (): Promise<void> => {
    await app.close();
    await offices.close();
  };
  return { ask, requests: offices.requests, stop: offices.stop, close };
}

interface Listed {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly nodes: readonly {
    readonly id: string;
    readonly overdue: boolean | null;
    readonly onTime: boolean | null;
    readonly agency: { readonly id: string };
  }[];
}

export const listQuery = (filter: string, more = 'first: 10') => `{ documents(filter: {${filter}}, ${more}) {
  totalCount pageInfo { hasNextPage endCursor } nodes { id subject overdue onTime agency { id } } } }`;
export const listedIn = ({ data }: OfficeAnswer) => data['documents'] as Listed;
export const codesIn = ({ errors }: OfficeAnswer) => errors.map(({ extensions }) => extensions?.['code']);
