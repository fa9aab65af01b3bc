import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HubError } from '../../core/errors.js';
import { smallFederation } from './small-federation.js';

const one = {
  sdl: `type Query { ok: Int broken: Int late: Int checked(code: String): Int item: Item }
    type Item @key(fields: "id") { id: ID! }`,
  resolvers: {
    Query: {
      ok: () => 1,
      broken: () => {
        throw new Error('SELECT * FROM secrets failed at /srv/db.ts:12 http://10.0.0.1');
      },
      checked: () => {
        throw new HubError('BAD_USER_INPUT', 'Argument "code": no.', { argument: 'code' });
      },
      item: () => ({ id: '1' }),
    },
  },
};
const two = {
  sdl: `type Item @key(fields: "id") { id: ID! detail: String }`,
  resolvers: {
    Item: {
      __resolveReference: () => {
        throw new HubError('SOURCE_TIMEOUT', undefined, { source: 'igate-nghe-an' });
      },
    },
  },
};

describe('the door', () => {
  let hub: Awaited<ReturnType<typeof smallFederation>>;
  beforeAll(async () => void (hub = await smallFederation({ one, two })));
  afterAll(() => hub.close());
  const post = (payload: string | object, headers: Record<string, string> = { authorization: 'Bearer ioc' }) =>
    hub.app.inject({ method: 'POST', url: '/graphql', headers: { 'content-type': 'application/json', ...headers }, payload });

  test('without a token nothing is parsed: 401, whatever the body', async () => {
    for (const headers of [{}, { authorization: 'Basic x' }, { authorization: 'Bearer bad' }] as Record<string, string>[]) {
      const response = await post('{ this is not json', { authorization: '', ...headers });
      expect(response.statusCode).toBe(401);
      expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    }
  });

  test.each([
    ['not json', '{', 400],
    ['an array', '[]', 400],
    ['no query', '{}', 400],
    ['a syntax error', { query: '{' }, 400],
    ['an unknown field', { query: '{ nothing }' }, 400],
    [
      'a wrong variable',
      { query: 'query ($c: String!) { checked(code: $c) }', variables: { c: { personal: '040199000001' } } },
      400,
    ],
    ['no such operation', { query: 'query A { ok }', operationName: 'B' }, 400],
    ['too many tokens', { query: `{ ${'ok '.repeat(3_000)} }` }, 400],
  ])('%s is a 400 with a code and no stack', async (_name, payload, status) => {
    const response = await post(payload);
    expect(response.statusCode).toBe(status);
    expect(response.body).not.toMatch(/stack|node_modules|at .*\.ts|040199000001/);
    expect(response.json<{ errors: { extensions: { code: string } }[] }>().errors[0]!.extensions.code).toMatch(/^[A-Z_]+$/);
  });

  test('names the variable that is wrong', async () => {
    const response = await post({ query: 'query ($c: String!) { checked(code: $c) }', variables: {} });
    expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'c' } }] });
  });

  test('a body beyond the limit is 413', async () => {
    expect((await post(`{"query":"${'x'.repeat(200_000)}"}`)).statusCode).toBe(413);
  });

  test('a resolver’s own words never reach the client, its neighbours do', async () => {
    const response = await post({ query: '{ ok broken }' });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      data: { ok: 1, broken: null },
      errors: [{ message: 'Something went wrong on our side.', path: ['broken'], extensions: { code: 'INTERNAL' } }],
    });
  });

  test('a coded error keeps its code, its argument and its source, at the right path', async () => {
    const { data, errors } = (await post({ query: '{ checked(code: "x") item { id detail } }' })).json();
    expect(data).toEqual({ checked: null, item: { id: '1', detail: null } });
    expect(errors).toContainEqual({
      message: 'Argument "code": no.',
      path: ['checked'],
      extensions: { code: 'BAD_USER_INPUT', argument: 'code' },
    });
    expect(errors).toContainEqual(
      expect.objectContaining({ path: ['item', 'detail'], extensions: { code: 'SOURCE_TIMEOUT', source: 'igate-nghe-an' } }),
    );
  });

  test('tells whether it lives and whether it is ready', async () => {
    expect((await hub.app.inject('/health/live')).json()).toEqual({ status: 'live' });
    expect((await hub.app.inject('/health/ready')).statusCode).toBe(200);
  });

  test('takes questions by POST alone, as JSON: a URL must not hold them, a browser must not be tricked into them', async () => {
    const get = await hub.app.inject({ method: 'GET', url: '/graphql?query=%7Bok%7D', headers: { authorization: 'Bearer ioc' } });
    expect(get.statusCode).toBe(405);
    expect(get.headers.allow).toBe('POST');
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const form = await post('{"query":"{ ok }"}', { authorization: 'Bearer ioc', 'content-type': type });
      expect(form.statusCode).toBeGreaterThanOrEqual(400);
      expect(form.statusCode).toBeLessThan(500);
    }
    expect((await post([{ query: '{ ok }' }])).statusCode).toBe(400);
  });

  test('fragments that would grow into a million fields are refused before anything is planned', async () => {
    const fragments = Array.from(
      { length: 20 },
      (_, at) => `fragment F${at} on Item { ...F${at + 1} x${at}: id ...F${at + 1} }`,
    ).join(' ');
    const response = await post({ query: `{ item { ...F0 } } ${fragments} fragment F20 on Item { id }` });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  test('never calls the vendor of the reference engine', async () => {
    await import('../../gateway/engine/apollo.js');
    expect(process.env['APOLLO_TELEMETRY_DISABLED']).toBe('1');
  });
});
