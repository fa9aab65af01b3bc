import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createFhirClient, searchToken, type FhirClient } from '../../connectors/fhir.js';
import { HubError } from '../../core/errors.js';
import { SourceConfig } from '../../core/sources.js';
import { connectorContract } from '../contract/connector.js';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

const asked: Asked[] = [];
let reply: (request: Asked) => { status?: number; body: unknown } = () => ({ body: {} });
let base = '';
const server = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const one = { method: request.method ?? '', url: request.url ?? '', body: Buffer.concat(chunks).toString() };
    asked.push(one);
    const { status = 200, body } = reply(one);
    response.writeHead(status, { 'content-type': 'application/fhir+json;charset=utf-8' }).end(JSON.stringify(body));
  });
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  asked.length = 0;
});

async function using<T>(options: Record<string, unknown>, work: (client: FhirClient) => Promise<T>): Promise<T> {
  const client = createFhirClient(
    SourceConfig.parse({
      id: 'ehr',
      system: 'fhir',
      jurisdictions: ['vinh'],
      url: base,
      options: { bearerToken: 't', ...options },
    }),
  );
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

const anyone = { restricted: false };
const conditions = { type: 'Condition', parameters: { patient: 'Patient/p1' } };
const condition = (id: string, more: object = {}) => ({ resource: { resourceType: 'Condition', id, ...more } });
const searchset = (entry: object[], next?: string) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry,
  link: next === undefined ? [] : [{ relation: 'next', url: next }],
});
const labelled = (...labels: [system: string, code: string][]) => ({
  meta: { security: labels.map(([system, code]) => ({ system, code })) },
});
const idsOf = ({ matches }: { matches: readonly { id?: string | undefined }[] }) => matches.map(({ id }) => id);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    (error: unknown) => (error instanceof HubError ? `${error.code} ${String(error.extensions['source'])}` : 'foreign'),
  );

test('a search is a form in a body, and follows the next links to its end', async () => {
  reply = ({ url }) =>
    url === '/fhir/Condition/_search'
      ? { body: searchset([condition('a')], `${base}?_getpages=x1`) }
      : { body: searchset([condition('b')]) };
  expect(idsOf(await using({}, (client) => client.search(conditions, anyone)))).toEqual(['a', 'b']);
  expect(asked[0]).toMatchObject({ method: 'POST', body: '_count=200&patient=Patient%2Fp1' });
  expect(asked[1]).toMatchObject({ method: 'GET', url: '/fhir/?_getpages=x1' });
});

test.each(['http://169.254.169.254/latest', 'https://127.0.0.1/fhir?page=2', 'file:///etc/passwd', 'http://[', '/elsewhere'])(
  'a next link to %s is not followed',
  async (next) => {
    reply = () => ({ body: searchset([condition('a')], next) });
    expect(await codeOf(using({}, (client) => client.search(conditions, anyone)))).toBe('SOURCE_BAD_DATA ehr');
    expect(asked).toHaveLength(1);
  },
);

test('a search that does not end fails, unless no more of it is wanted', async () => {
  reply = () => ({ body: searchset([condition(`a${asked.length}`)], `${base}/again`) });
  expect(await codeOf(using({ maxPages: 3 }, (client) => client.search(conditions, anyone)))).toBe('SOURCE_BAD_DATA ehr');
  expect(asked).toHaveLength(3);
  const two = await using({ maxPages: 3 }, (client) => client.search({ ...conditions, atMost: 2 }, anyone));
  expect(idsOf(two)).toEqual(['a4', 'a5']);
});

test('what a later page gives again is there once', async () => {
  reply = () =>
    asked.length === 1
      ? { body: searchset([condition('a'), condition('b')], '?page=2') }
      : { body: searchset([condition('b'), condition('c')]) };
  expect(idsOf(await using({}, (client) => client.search(conditions, anyone)))).toEqual(['a', 'b', 'c']);
});

test('what comes along with several pages is there once', async () => {
  const station = { resource: { resourceType: 'Organization', id: 'o' }, search: { mode: 'include' } };
  reply = () => ({ body: searchset([condition(`c${asked.length}`), station], asked.length === 1 ? '?page=2' : undefined) });
  const { matches, included } = await using({}, (client) => client.search(conditions, anyone));
  expect([idsOf({ matches }), idsOf({ matches: included })]).toEqual([['c1', 'c2'], ['o']]);
});

test.each([
  'Condition?patient=Patient/p1&page=2',
  'Condition/_search?patient=Patient/p1&page=2',
  'Condition/?patient=Patient/p1&page=2',
])('a next link that repeats the search, %s, is sent as a body like the search', async (link) => {
  reply = () => (asked.length === 1 ? { body: searchset([condition('a')], link) } : { body: searchset([condition('b')]) });
  expect(idsOf(await using({}, (client) => client.search(conditions, anyone)))).toEqual(['a', 'b']);
  expect(asked[1]).toEqual({ method: 'POST', url: '/fhir/Condition/_search', body: 'patient=Patient/p1&page=2' });
});

test('matches are told apart from what came along', async () => {
  reply = () => ({
    body: searchset([
      { ...condition('a'), search: { mode: 'match' } },
      { ...condition('b'), search: { mode: 'include' } },
      { resource: { resourceType: 'Organization', id: 'o' }, search: { mode: 'include' } },
      {
        resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'informational' }] },
        search: { mode: 'outcome' },
      },
    ]),
  });
  const { matches, included } = await using({}, (client) => client.search(conditions, anyone));
  expect(idsOf({ matches })).toEqual(['a']);
  expect(idsOf({ matches: included })).toEqual(['b', 'o']);
});

test('an answer the server itself calls incomplete is not taken for one', async () => {
  reply = () => ({
    body: searchset([{ resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'timeout' }] } }]),
  });
  expect(await codeOf(using({}, (client) => client.search(conditions, anyone)))).toBe('SOURCE_UNAVAILABLE ehr');
  reply = () => ({
    body: { ...searchset([{ resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'fatal' }] } }]), total: 0 },
  });
  const [count] = await using({ batch: false }, (client) => client.counts([conditions]));
  expect(count).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
});

test('what is entered in error does not get past', async () => {
  reply = () => ({
    body: searchset([
      condition('a', { verificationStatus: { coding: [{ code: 'entered-in-error' }] } }),
      condition('b', { status: 'entered-in-error' }),
      condition('c', { verificationStatus: { coding: [{ code: 'confirmed' }] } }),
    ]),
  });
  expect(idsOf(await using({}, (client) => client.search(conditions, { restricted: true })))).toEqual(['c']);
});

test('a restricted label, or one nobody knows, holds a resource back from those without the right', async () => {
  const confidentiality = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
  reply = () => ({
    body: searchset([
      condition('plain'),
      condition('normal', labelled([confidentiality, 'N'])),
      condition('restricted', labelled([confidentiality, 'N'], [confidentiality, 'R'])),
      condition('very', labelled([confidentiality, 'V'])),
      condition('hiv', labelled(['http://terminology.hl7.org/CodeSystem/v3-ActCode', 'HIV'])),
      condition('new', labelled(['urn:tags', 'x'])),
    ]),
  });
  const read = (options: object, restricted: boolean) =>
    using({ ...options }, async (client) => idsOf(await client.search(conditions, { restricted })));
  expect(await read({}, false)).toEqual(['plain', 'normal']);
  expect(await read({ openLabels: ['urn:tags|x'] }, false)).toEqual(['plain', 'normal', 'new']);
  expect(await read({}, true)).toHaveLength(6);
});

test('an OperationOutcome becomes a coded error without its words', async () => {
  reply = () => ({
    status: 500,
    body: { resourceType: 'OperationOutcome', issue: [{ severity: 'fatal', code: 'exception', diagnostics: 'patient Bi Mat' }] },
  });
  const error: unknown = await using({}, (client) => client.search(conditions, anyone)).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  expect(JSON.stringify(error)).not.toContain('Bi Mat');
  reply = () => ({ body: { resourceType: 'OperationOutcome', issue: [] } });
  expect(await codeOf(using({}, (client) => client.search(conditions, anyone)))).toBe('SOURCE_BAD_DATA ehr');
});

test('many searches are one batch, and one that fails does not fail the others', async () => {
  reply = () => ({
    body: {
      resourceType: 'Bundle',
      type: 'batch-response',
      entry: [
        { resource: searchset([condition('a')]), response: { status: '200 OK' } },
        { response: { status: '400', outcome: { resourceType: 'OperationOutcome' } } },
      ],
    },
  });
  const [first, second] = await using({}, (client) =>
    client.searchAll([conditions, { ...conditions, type: 'Nonsense' }], anyone),
  );
  expect(first).toMatchObject({ matches: [{ id: 'a' }] });
  expect(second).toMatchObject({ code: 'SOURCE_UNAVAILABLE', extensions: { source: 'ehr' } });
  expect(asked).toHaveLength(1);
  expect(JSON.parse(asked[0]!.body)).toMatchObject({
    type: 'batch',
    entry: [{ request: { method: 'GET', url: 'Condition?_count=200&patient=Patient%2Fp1' } }, {}],
  });
});

test('a batch answered in part is not matched up by guesswork', async () => {
  reply = () => ({ body: { resourceType: 'Bundle', type: 'batch-response', entry: [] } });
  const [answer] = await using({}, (client) => client.searchAll([conditions], anyone));
  expect(answer).toMatchObject({ code: 'SOURCE_BAD_DATA', extensions: { source: 'ehr' } });
});

test('a batch that fails does not fail the searches of another', async () => {
  const entry = [{ resource: searchset([condition('a')]), response: { status: '200 OK' } }];
  const whole = { resourceType: 'Bundle', type: 'batch-response', entry };
  reply = ({ body }) => ({ body: body.includes('Nonsense') ? { ...whole, entry: [] } : whole });
  const [first, second] = await using({ batchSize: 1 }, (client) =>
    client.searchAll([conditions, { ...conditions, type: 'Nonsense' }], anyone),
  );
  expect(first).toMatchObject({ matches: [{ id: 'a' }] });
  expect(second).toMatchObject({ code: 'SOURCE_BAD_DATA', extensions: { source: 'ehr' } });
});

test('counts come as totals, with batches or without', async () => {
  reply = () => ({ body: { resourceType: 'Bundle', type: 'searchset', total: 7 } });
  expect(await using({ batch: false }, (client) => client.counts([conditions, conditions]))).toEqual([7, 7]);
  expect(asked.map(({ body }) => body)).toEqual(Array.from({ length: 2 }, () => 'patient=Patient%2Fp1&_summary=count'));
  reply = () => ({ body: searchset([condition('a')]) });
  const [uncounted] = await using({ batch: false }, (client) => client.counts([conditions]));
  expect(uncounted).toMatchObject({ code: 'SOURCE_BAD_DATA' });
});

test('a value cannot widen a search', () => {
  expect(searchToken('urn:x', '1,urn:y|2$3\\')).toBe(String.raw`urn:x|1\,urn:y\|2\$3\\`);
});

connectorContract({
  name: 'FHIR batch',
  source: { id: 'ehr-stub', system: 'fhir', jurisdictions: ['vinh'] },
  empty: {
    type: 'application/fhir+json',
    body: JSON.stringify({ resourceType: 'Bundle', entry: [{ response: { status: '200' }, resource: searchset([]) }] }),
  },
  read: async (source) => {
    const client = createFhirClient(source);
    try {
      const [answer] = await client.searchAll([conditions], anyone);
      if (answer instanceof Error) throw answer;
      return answer;
    } finally {
      await client.close();
    }
  },
  isEmpty: (value) => (value as { matches: unknown[] }).matches.length === 0,
});
