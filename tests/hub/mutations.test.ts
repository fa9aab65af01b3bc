import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { wellKnown } from '../../sandbox/world/index.js';
import { runHub, type RunningTestHub } from './running-hub.js';

let hub: RunningTestHub;
beforeAll(async () => void (hub = await runHub({ SANDBOX_SCALE: '0.1' })), 30_000);
afterAll(() => hub.stop());

const document = `ioffice-nghe-an:${wellKnown.documentId}`;
const key = () => `idempotencyKey: "${randomUUID()}"`;
const assign = (selection = 'document { id }') =>
  `assignDocument(input: { document: "${document}", assignee: "canbo2", role: LEAD, comment: "Xử lý" }, ${key()}) { ${selection} }`;
const note = (selection = 'dossier { code }') =>
  `noteDossierProgress(input: { dossier: "${wellKnown.dossierCode}", step: "Xác minh", note: "Đã xác minh" }, ${key()}) { ${selection} }`;
const submit = (selection = 'observation { value }') =>
  `submitIndicatorValue(input: { indicator: "CQS.HOSO.TRUCTUYEN", jurisdiction: "vinh", period: "2025", value: 47.5, asOf: "2025-12-31" }, ${key()}) { ${selection} }`;

/** How many upstream requests `work` caused. */
async function costOf(work: () => Promise<unknown>): Promise<number> {
  const before = await hub.upstreamRequests();
  await work();
  return (await hub.upstreamRequests()) - before;
}

describe('who may write', () => {
  test('an officer assigns and notes, and is told the whole of what was changed across domains', async () => {
    const { data, errors } = await hub.ask(
      'officer',
      `mutation { ${assign('document { id steps { action comment } agency { name } }')}
        ${note('dossier { code steps { name note } agency { name } documents(first: 1) { totalCount } }')} }`,
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      assignDocument: { document: { id: document, agency: { name: expect.any(String) } } },
      noteDossierProgress: { dossier: { code: wellKnown.dossierCode, agency: { name: expect.any(String) } } },
    });
    const told = JSON.stringify(data);
    expect(told).toContain('Chuyển chủ trì');
    expect(told).toContain('Đã xác minh');
  });

  test('a reporter submits', async () => {
    const { data, errors } = await hub.ask(
      'reporter',
      `mutation { ${submit('observation { value status indicator { name } jurisdiction { name } }')} }`,
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      submitIndicatorValue: { observation: { value: 47.5, status: 'SUBMITTED', indicator: {}, jurisdiction: { name: 'Vinh' } } },
    });
  });

  test('one may not do the other’s: to them it is no part of the schema, and nothing of the request is done', async () => {
    const cost = await costOf(async () => {
      const { status, errors } = await hub.ask('reporter', `mutation { ${assign()} ${note()} ${submit()} }`);
      expect(status).toBe(400);
      expect(errors).toHaveLength(2);
      expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
      expect((await hub.ask('officer', `mutation { x: ${submit()} }`)).status).toBe(400);
    });
    expect(cost).toBe(0);
  });
});

describe.each(['citizen', 'clinician', 'ioc', 'province', 'auditor', 'admin'])('%s is refused before planning', (persona) => {
  test.each([
    ['plainly', () => `mutation { a: ${assign()} b: ${note()} c: ${submit()} }`],
    [
      'in an inline fragment',
      () => `mutation { ... on Mutation @include(if: true) { a: ${assign()} b: ${note()} c: ${submit()} } }`,
    ],
    ['in a named fragment', () => `mutation { ...F } fragment F on Mutation { a: ${assign()} b: ${note()} c: ${submit()} }`],
    [
      'with nothing to answer but names',
      () => `mutation { a: ${assign('__typename')} b: ${note('__typename')} c: ${submit('__typename')} }`,
    ],
  ])('%s', async (_how, operation) => {
    const cost = await costOf(async () => {
      const { status, data, errors } = await hub.ask(persona, operation());
      expect({ status, data }).toEqual({ status: 400, data: null });
      expect(errors[0]).toMatchObject({
        // An operator's schema has changes of its own, of nothing at a source.
        message:
          persona === 'admin' ? 'Cannot query field "assignDocument" on type "Mutation".' : 'The schema has no mutation type.',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      });
    });
    expect(cost).toBe(0);
  });
});

test('an admin has what is kept of a source forgotten, and changes nothing at it; nobody else may', async () => {
  const forget = 'mutation { forgetSource(id: "kpi-nghe-an") { everywhere source { id jurisdictions { slug name } } } }';
  const scorecard = () => costOf(() => hub.askOperation('ioc', 'Scorecard'));
  await scorecard();
  expect(await scorecard()).toBe(0);
  let told: unknown;
  expect(await costOf(async () => void (told = await hub.ask('admin', forget)))).toBe(0);
  expect(told).toMatchObject({
    errors: [],
    data: { forgetSource: { everywhere: true, source: { jurisdictions: [{ slug: 'vinh', name: 'Vinh' }, {}, {}] } } },
  });
  expect(await scorecard()).toBeGreaterThan(0);
  for (const persona of ['citizen', 'officer', 'clinician', 'ioc', 'province', 'auditor', 'reporter'])
    expect((await hub.ask(persona, forget)).status).toBe(400);
});

describe('no trick of HTTP writes', () => {
  const post = async (persona: string, contentType: string, body: string, headers: Record<string, string> = {}) => {
    const authorization = `Bearer ${await hub.tokenOf(persona)}`;
    const response = await fetch(hub.hub.endpoint, {
      method: 'POST',
      headers: { authorization, 'content-type': contentType, ...headers },
      body,
    });
    return { status: response.status, body: await response.text() };
  };
  const forced = { 'apollo-require-preflight': '1', 'x-apollo-operation-name': 'A' };
  const query = () => `mutation A { ${assign()} }`;

  test.each([
    ['text/plain', () => JSON.stringify({ query: query() })],
    ['application/graphql', () => query()],
    ['application/x-www-form-urlencoded', () => new URLSearchParams({ query: query() }).toString()],
    [
      'multipart/form-data; boundary=x',
      () => `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: query() })}\r\n--x--\r\n`,
    ],
  ])('a body of %s', async (contentType, body) => {
    for (const persona of ['officer', 'auditor'])
      for (const headers of [{}, forced]) {
        const cost = await costOf(async () => {
          expect((await post(persona, contentType, body(), headers)).status).toBeGreaterThanOrEqual(400);
        });
        expect(cost).toBe(0);
      }
  });

  test('GET', async () => {
    const url = new URL(hub.hub.endpoint);
    url.searchParams.set('query', query());
    for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']) {
      const cost = await costOf(async () => {
        const response = await fetch(url, {
          method,
          headers: { authorization: `Bearer ${await hub.tokenOf('officer')}`, ...forced },
        });
        expect(response.status).toBeGreaterThanOrEqual(400);
      });
      expect(cost).toBe(0);
    }
  });

  test('a batch', async () => {
    const batch = () => JSON.stringify([{ query: '{ __typename }' }, { query: query() }]);
    expect(await costOf(async () => expect((await post('officer', 'application/json', batch())).status).toBe(400))).toBe(0);
  });

  test('a second operation in the document, unless it is the one that is named', async () => {
    const two = () => `query Q { __typename } ${query()}`;
    const send = (body: object, persona = 'officer') => post(persona, 'application/json', JSON.stringify(body));
    expect(await costOf(async () => expect((await send({ query: two() })).status).toBe(400))).toBe(0);
    expect(
      await costOf(async () => {
        const { body } = await send({ query: two(), operationName: 'Q' });
        expect(JSON.parse(body)).toEqual({ data: { __typename: 'Query' } });
      }),
    ).toBe(0);
    expect(
      await costOf(async () => {
        const { body } = await send({ query: two(), operationName: 'A' }, 'auditor');
        expect(JSON.parse(body)).toEqual({ errors: [expect.objectContaining({ message: 'The schema has no mutation type.' })] });
      }),
    ).toBe(0);
  });
});

test('only who may write sees that there is anything to write', async () => {
  const sdlFor = async (persona: string) =>
    (
      await fetch(new URL('/schema.graphql', hub.hub.endpoint), {
        headers: { authorization: `Bearer ${await hub.tokenOf(persona)}` },
      })
    ).text();
  for (const persona of ['auditor', 'citizen', 'province'])
    expect(await sdlFor(persona)).not.toMatch(/Mutation|idempotencyKey|Payload|AssignmentRole|SubmitIndicatorValue/);
  expect(await sdlFor('officer')).toMatch(/type Mutation \{[^}]*assignDocument[^}]*noteDossierProgress/);
  expect(await sdlFor('officer')).not.toContain('submitIndicatorValue');
  expect(await sdlFor('reporter')).toMatch(/type Mutation \{[^}]*submitIndicatorValue/);
});
