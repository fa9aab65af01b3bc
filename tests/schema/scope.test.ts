import { buildSubgraphSchema } from '@apollo/subgraph';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import { HubError } from '../../core/errors.js';
import { currentScope } from '../../core/request-scope.js';
import { inMemory, serveSubgraph } from '../../schema/serve.js';
import type { Subgraph } from '../../schema/subgraph.js';
import { caller } from './caller.kit.js';

const sdl = 'type Query { read: String none: Int list: [Item] reader: String age: Int slow: Int } type Item { one: Int }';
const source = { id: 'igate-vinh', system: 'igate', jurisdictions: ['vinh'] };
const read = (status: 'OK' | 'FAILED') => currentScope()!.sources.note(source, { status, fetchedAt: null, ms: 1 });
const note = { source: 'igate-vinh', system: 'igate', jurisdiction: 'vinh', status: 'OK', ageSeconds: null, ms: 1 };

const resolvers = {
  Query: {
    async read() {
      // As far from the door as a source is.
      await new Promise((resolve) => setImmediate(resolve));
      read('OK');
      return 'read';
    },
    none: () => 1,
    list: () => [{}],
    reader: () => currentScope()!.reader,
    age: () => currentScope()!.maxAgeSeconds ?? null,
    slow: async () => (read('OK'), new Promise(() => undefined)),
  },
  Item: {
    one: () => {
      read('FAILED');
      throw new HubError('SOURCE_UNAVAILABLE', undefined, { source: source.id });
    },
  },
};
const subgraph: Subgraph = {
  name: 'things',
  sdl,
  schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]),
  createContext: (who) => ({ caller: who }),
  feeds: [],
  prepare: async () => undefined,
  close: async () => undefined,
};

let app: FastifyInstance;
beforeAll(async () => void (app = await serveSubgraph(subgraph, { identify: async () => caller })));
afterAll(() => app.close());

const ask = (query: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/graphql', headers, payload: { query } });

test('an answer tells of the sources it draws on, through either door', async () => {
  const answer = { data: { read: 'read' }, extensions: { sources: [note] } };
  const response = await ask('{ read }');
  expect([response.headers['content-type'], response.json()]).toEqual(['application/json; charset=utf-8', answer]);
  expect(await inMemory(app, subgraph)({ query: '{ read }' }, caller)).toEqual(answer);
  expect((await ask('{ none }')).json()).toEqual({ data: { none: 1 } });
});

test('one with errors does so, too, and its errors are where they are', async () => {
  const answers = [(await ask('{ list { one } }')).json(), await inMemory(app, subgraph)({ query: '{ list { one } }' }, caller)];
  for (const answer of answers)
    expect(answer).toMatchObject({
      data: { list: [{ one: null }] },
      errors: [{ path: ['list', 0, 'one'] }],
      extensions: { sources: [{ ...note, status: 'FAILED' }] },
    });
});

test('what is not answered in time tells of the sources that were', async () => {
  expect((await ask('{ slow }', { 'x-hub-timeout-ms': '50' })).json()).toMatchObject({
    data: null,
    errors: [{ extensions: { code: 'SOURCE_TIMEOUT' } }],
    extensions: { sources: [note] },
  });
});

test('requests at the same time know nothing of each other', async () => {
  const [one, other] = await Promise.all([ask('{ read }'), ask('{ none }')]);
  expect(one.json()).toHaveProperty('extensions');
  expect(other.json()).not.toHaveProperty('extensions');
});

test('both doors know one reader by one name, which tells of nobody', async () => {
  const { reader } = (await ask('{ reader }')).json().data as { reader: string };
  const { data } = await inMemory(app, subgraph)({ query: '{ reader }' }, { ...caller });
  expect(data).toEqual({ reader });
  expect(reader).toMatch(/^[\w-]{43}$/);
  const other = await inMemory(app, subgraph)({ query: '{ reader }' }, { ...caller, purpose: 'SUPERVISION' });
  expect(other.data).not.toEqual({ reader });
});

test('both doors are told how old an answer may be', async () => {
  for (const age of [0, 60, 31_536_000]) {
    expect((await ask('{ age }', { 'x-hub-max-age': String(age) })).json()).toEqual({ data: { age } });
    expect(await inMemory(app, subgraph)({ query: '{ age }' }, caller, { maxAgeSeconds: age })).toEqual({ data: { age } });
  }
  expect((await ask('{ age }')).json()).toEqual({ data: { age: null } });
});

test.each(['', '-1', '1.5', '1e3', 'x', '31536001', '9'.repeat(30), '1, 2'])(
  'an age of "%s" is refused, rather than passed over',
  async (age) => {
    const response = await ask('{ age }', { 'x-hub-max-age': age });
    expect([response.statusCode, response.json()]).toMatchObject([400, { errors: [{ extensions: { code: 'BAD_REQUEST' } }] }]);
  },
);
