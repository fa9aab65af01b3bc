import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Caller } from '../../auth/caller.js';
import { SourceConfig } from '../../core/sources.js';
import { inMemory, serveSubgraph, type SubgraphAnswer } from '../../schema/serve.js';
import { createHealthSubgraph } from '../../subgraphs/health/index.js';

export type Resource = Readonly<Record<string, unknown>>;

export const ann = '040199000001';
export const bao = '040199000002';

const searchset = (resources: readonly Resource[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.length,
  entry: resources.map((resource) => ({ resource })),
});

export const patient = (id: string | undefined, personalId: string, commune: string, more: Resource = {}): Resource => ({
  resourceType: 'Patient',
  ...(id !== undefined && { id }),
  identifier: [{ system: 'urn:id', value: personalId }],
  managingOrganization: { reference: `Organization/tyt-${commune}` },
  ...more,
});

export interface StubServer {
  readonly source: SourceConfig;
  readonly close: () => Promise<void>;
}

/** A record system that answers every search for a type with all it holds of it, whatever else was asked. */
export async function stubServer(id: string, jurisdictions: string[], resources: readonly Resource[]): Promise<StubServer> {
  const ofType = (type: string) => searchset(resources.filter(({ resourceType }) => resourceType === type));
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const type = /^\/([A-Z]\w+)\/_search$/.exec(request.url ?? '')?.[1];
      const body = type === undefined ? batch(Buffer.concat(chunks).toString()) : ofType(type);
      response.writeHead(200, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(body));
    });
  });
  const batch = (body: string) => ({
    resourceType: 'Bundle',
    entry: (JSON.parse(body) as { entry: { request: { url: string } }[] }).entry.map(({ request }) => ({
      response: { status: '200' },
      resource: ofType(request.url.split('?')[0]!),
    })),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const communes: Record<string, string[]> = { vinh: ['16690'], hue: ['19777'] };
  return {
    source: SourceConfig.parse({
      id,
      system: 'fhir',
      jurisdictions,
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      options: {
        personalIdSystems: ['urn:id'],
        station: 'Organization/tyt-{commune}',
        communes: Object.fromEntries(jurisdictions.map((slug) => [slug, communes[slug]])),
      },
    }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface RecordsOf {
  readonly records: readonly (Record<string, unknown> | null)[];
  /** Path below the person → code. */
  readonly errors: Readonly<Record<string, unknown>>;
}

/** `selections` of `representations`, as `caller` reads them from `servers`, which end with it. */
export async function entitiesIn(
  servers: readonly StubServer[],
  caller: Caller,
  selections: string,
  representations: readonly object[],
): Promise<SubgraphAnswer> {
  const subgraph = await createHealthSubgraph(servers.map(({ source }) => source));
  const app = await serveSubgraph(subgraph, { identify: () => Promise.reject(new Error('not used')) });
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ${selections} } }`;
  const answer = await inMemory(app, subgraph)({ query, variables: { r: representations } }, caller);
  await app.close();
  await Promise.all(servers.map((server) => server.close()));
  return answer;
}

/** `selection` of the records of Ann and Bảo, as `caller` reads them from `servers`. */
export async function recordsIn(servers: readonly StubServer[], caller: Caller, selection: string): Promise<RecordsOf> {
  const people = [ann, bao].map((personalId) => ({ __typename: 'Person', personalId }));
  const { data, errors } = await entitiesIn(servers, caller, `... on Person { healthRecord ${selection} }`, people);
  return {
    records: (data!['_entities'] as { healthRecord: Record<string, unknown> | null }[]).map(({ healthRecord }) => healthRecord),
    errors: Object.fromEntries((errors ?? []).map(({ path, extensions }) => [path!.slice(1).join('.'), extensions?.['code']])),
  };
}
