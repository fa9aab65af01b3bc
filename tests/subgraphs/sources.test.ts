import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { kinds } from '../../connectors/freshness/kinds.js';
import { createMemoryStore } from '../../connectors/freshness/memory-store.js';
import type { EntryStore } from '../../connectors/freshness/store.js';
import { createHttpClient, type HttpClient } from '../../connectors/http.js';
import { openSource } from '../../connectors/runtime.js';
import { SourceConfig } from '../../core/sources.js';
import { inMemory, serveSubgraph } from '../../schema/serve.js';
import { keptOf } from '../../subgraphs/sources/kept.js';
import { createSourcesSubgraph } from '../../subgraphs/sources/index.js';
import { undescribed } from '../contract/descriptions.js';
import { callerWith } from './access.kit.js';

const admin = callerWith('admin');
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

let status = 200;
let asked = 0;
let url: string;
beforeEach(async () => {
  [status, asked] = [200, 0];
  const server: Server = createServer((_request, response) => {
    asked++;
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  ends.push(
    async () => server.closeAllConnections(),
    async () => server.close(),
  );
});

interface Given {
  readonly store?: EntryStore;
  readonly places?: Readonly<Record<string, readonly string[]>>;
}

/** Sources at the test's server, and the domain that tells of them. */
async function opened({ store = createMemoryStore(), places = { 'igate-vinh': ['vinh'], 'igate-hue': ['hue'] } }: Given = {}) {
  const sources = Object.entries(places).map(([id, jurisdictions]) =>
    SourceConfig.parse({ id, system: id.split('-')[0], jurisdictions, url, timeoutMs: 1_000 }),
  );
  for (const source of sources) openSource(source, { store, freshness: kinds });
  const clients = new Map(sources.map((source) => [source.id, createHttpClient(source)]));
  const subgraph = await createSourcesSubgraph(sources);
  const app = await serveSubgraph(subgraph, { identify: async () => admin });
  ends.push(() => app.close(), ...[...clients.values()].map((client) => () => client.close()));
  const call = inMemory(app, subgraph);
  const ask = async (query: string, caller = admin) => {
    const { data, errors = [] } = await call({ query }, caller);
    return { data, codes: errors.map(({ extensions }) => extensions?.['code']), text: JSON.stringify([data, errors]) };
  };
  return { ask, subgraph, client: (id: string): HttpClient => clients.get(id)! };
}

const get = (client: HttpClient) => client.send({ path: '/procedures', kind: 'Procedure' }).catch(() => undefined);
const read = (client: HttpClient) => client.send({ path: '/x' }).catch(() => undefined);
const times = async (count: number, work: () => Promise<unknown>) => {
  for (let at = 0; at < count; at++) await work();
};

const row = '{ sources { id state troubles breaker errorRate requests failures rejected lastFailureCode lastSuccessAt } }';

describe('how a source does', () => {
  test('is unknown before it is asked, and asks nothing', async () => {
    const { ask } = await opened();
    const { data } = await ask('{ sources { id system jurisdictions { slug } state troubles p50Ms lastSuccessAt } }');
    expect(data).toEqual({
      sources: ['hue', 'vinh'].map((slug) => ({
        id: `igate-${slug}`,
        system: 'igate',
        jurisdictions: [{ slug }],
        state: 'UNKNOWN',
        troubles: [],
        p50Ms: null,
        lastSuccessAt: null,
      })),
    });
    expect(asked).toBe(0);
  });

  test('is told from up to down and back', async () => {
    const { ask, client } = await opened({ places: { 'igate-vinh': ['vinh'] } });
    const told = async () => ((await ask(row)).data as { sources: Record<string, unknown>[] }).sources[0];
    await read(client('igate-vinh'));
    expect(await told()).toMatchObject({ state: 'UP', troubles: [], breaker: 'CLOSED', requests: 1, errorRate: 0 });
    status = 500;
    await read(client('igate-vinh'));
    expect(await told()).toMatchObject({ state: 'DEGRADED', troubles: ['UNREACHABLE'], failures: 1, errorRate: 0.5 });
    await times(5, () => read(client('igate-vinh')));
    expect(await told()).toMatchObject({
      state: 'DOWN',
      troubles: ['LET_ALONE', 'UNREACHABLE'],
      breaker: 'OPEN',
      lastFailureCode: 'SOURCE_UNAVAILABLE',
    });
    status = 200;
    for (let at = 0; at < 50 && (await told())!['breaker'] === 'OPEN'; at++) {
      await read(client('igate-vinh'));
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    // What failed a moment ago is still told.
    expect(await told()).toMatchObject({ state: 'DEGRADED', breaker: 'CLOSED', troubles: ['UNREACHABLE'] });
  }, 10_000);

  test('is degraded where it no longer lets the hub in', async () => {
    const { ask, client } = await opened({ places: { 'igate-vinh': ['vinh'] } });
    await read(client('igate-vinh'));
    status = 403;
    await new Promise((resolve) => setTimeout(resolve, 5));
    await read(client('igate-vinh'));
    expect((await ask(row)).data).toMatchObject({ sources: [{ state: 'DEGRADED', troubles: ['REFUSED'], failures: 0 }] });
  });

  test('says how long what is kept', async () => {
    const { ask } = await opened();
    const { data } = await ask('{ sources(ids: ["igate-hue"]) { kept { kind freshForSeconds usableForSeconds } } }');
    const { kept } = (data as { sources: { kept: { kind: string }[] }[] }).sources[0]!;
    expect(kept).toContainEqual({ kind: 'DOSSIER_STATISTICS', freshForSeconds: 60, usableForSeconds: 86_400 });
    expect(kept).toContainEqual(expect.objectContaining({ kind: 'DOSSIER', usableForSeconds: 0 }));
  });

  test('is asked for by id and by system', async () => {
    const { ask } = await opened({ places: { 'igate-vinh': ['vinh'], 'kpi-vinh': ['vinh'] } });
    expect((await ask('{ sources(system: "kpi") { id } }')).data).toEqual({ sources: [{ id: 'kpi-vinh' }] });
    expect((await ask('{ sources(ids: ["igate-vinh", "igate-nowhere"]) { id } }')).data).toEqual({
      sources: [{ id: 'igate-vinh' }],
    });
    expect((await ask('{ sources(system: "fax") { id } }')).codes).toEqual(['BAD_USER_INPUT']);
    expect((await ask('{ sources(ids: ["../etc"]) { id } }')).codes).toEqual(['BAD_USER_INPUT']);
  });

  test('tells no address and no credential', async () => {
    const { subgraph } = await opened();
    const fields = subgraph.sdl.match(/^type Source [^}]*/m)![0];
    expect(fields).toMatch(/^ {2}timeoutMs: Int!$/m);
    expect(fields).not.toMatch(/^ {2}(url|options|auth|tls|prefixes)/m);
    expect(undescribed(subgraph.schema)).toEqual([]);
  });
});

describe('who is told', () => {
  test('an operations centre: those of its jurisdictions', async () => {
    const { ask } = await opened();
    expect((await ask('{ sources { id } }', callerWith('ioc', { jurisdictions: ['vinh'] }))).data).toEqual({
      sources: [{ id: 'igate-vinh' }],
    });
  });

  test.each(['citizen', 'officer', 'clinician', 'reporter', 'auditor'])('no %s', async (role) => {
    const { ask } = await opened();
    const { data, codes } = await ask('{ sources { id } sourceCache { up } }', callerWith(role));
    expect(data).toEqual({ sources: null, sourceCache: null });
    expect(codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE', 'UNAUTHORIZED_FIELD_OR_TYPE']);
  });
});

describe('forgetting', () => {
  const forget = 'mutation { forgetSource(id: "igate-vinh") { everywhere source { id } } }';

  test('has a source asked anew', async () => {
    const { ask, client } = await opened();
    await times(2, () => get(client('igate-vinh')));
    expect(asked).toBe(1);
    expect((await ask(forget)).data).toEqual({ forgetSource: { everywhere: true, source: { id: 'igate-vinh' } } });
    await get(client('igate-vinh'));
    expect(asked).toBe(2);
  });

  test('may be of one kind, and of one thing', async () => {
    const { ask, client } = await opened();
    await get(client('igate-vinh'));
    await ask('mutation { forgetSource(id: "igate-vinh", kind: AGENCY) { everywhere } }');
    await ask('mutation { forgetEntity(id: "igate-vinh", kind: PROCEDURE, key: "GET /other ") { everywhere } }');
    await get(client('igate-vinh'));
    expect(asked).toBe(1);
    await ask('mutation { forgetEntity(id: "igate-vinh", kind: PROCEDURE, key: "GET /procedures ") { everywhere } }');
    await get(client('igate-vinh'));
    expect(asked).toBe(2);
  });

  test('says where others cannot be told', async () => {
    const store = { ...createMemoryStore(), forget: () => Promise.reject(new Error('redis://:password@host')) };
    const { ask } = await opened({ store });
    const { data, text } = await ask(forget);
    expect(data).toMatchObject({ forgetSource: { everywhere: false } });
    expect(text).not.toContain('password');
  });

  test('is for those who manage sources, of their own places', async () => {
    const { ask } = await opened();
    expect((await ask(forget, callerWith('ioc'))).codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
    expect((await ask(forget, callerWith('admin', { jurisdictions: ['hue'] }))).codes).toEqual(['NOT_FOUND']);
    expect((await ask(forget.replace('igate-vinh', 'igate-nowhere'))).codes).toEqual(['NOT_FOUND']);
  });

  test('never repeats the key', async () => {
    const { ask } = await opened();
    const { text, codes } = await ask(
      `mutation { forgetEntity(id: "igate-vinh", kind: DOSSIER, key: "${'040199000001'.repeat(50)}") { everywhere } }`,
    );
    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(text).not.toContain('040199000001');
  });
});

test('the cache is told of', async () => {
  const { ask, client } = await opened();
  await times(3, () => get(client('igate-vinh')));
  expect((await ask('{ sourceCache { kind up hits misses refused errors entries } }')).data).toEqual({
    sourceCache: { kind: 'MEMORY', up: true, hits: 2, misses: 1, refused: 0, errors: 0, entries: 1 },
  });
});

test('every kind of answers is kept of some system', () => {
  expect([...new Set(Object.values(keptOf).flat())].toSorted()).toEqual(Object.keys(kinds).toSorted());
});
