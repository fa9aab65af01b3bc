import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { logInMemory } from './access-log.kit.js';
import { owned, registers } from './access-log.world.js';
import { purposeOf, smallFederation } from './small-federation.js';

const log = logInMemory();
let hub: Awaited<ReturnType<typeof smallFederation>>;
beforeAll(async () => void (hub = await smallFederation({ registers, owned }, { accessLog: log.accessLog })));
afterAll(() => hub.close());
beforeEach(() => {
  log.records.length = 0;
  log.waiting.length = 0;
  Object.assign(log.state, { up: true, witnessed: true, room: 100 });
});

describe('every answer has its record', () => {
  const send = (options: { method?: 'GET' | 'POST'; headers?: Record<string, string>; payload?: string | object }) =>
    hub.app.inject({ method: 'POST', url: '/graphql', ...options });
  const ioc = { authorization: 'Bearer ioc' };
  test.each([
    ['no token', { payload: { query: '{ open }' } }, 401, 'denied'],
    ['a bad token', { headers: { authorization: 'Bearer bad' }, payload: { query: '{ open }' } }, 401, 'denied'],
    ['GET', { method: 'GET' as const, headers: ioc }, 405, 'invalid'],
    ['no JSON', { headers: { ...ioc, 'content-type': 'application/json' }, payload: '{' }, 400, 'invalid'],
    ['no GraphQL', { headers: ioc, payload: { query: '{' } }, 400, 'invalid'],
    ['no such field', { headers: ioc, payload: { query: '{ nothing }' } }, 400, 'invalid'],
    ['a body too large', { headers: ioc, payload: { query: 'x'.repeat(200_000) } }, 413, 'limited'],
    [
      'a purpose missing',
      { headers: { authorization: 'Bearer clinician' }, payload: { query: '{ people { name } }' } },
      403,
      'denied',
    ],
    ['everything denied', { headers: ioc, payload: { query: '{ people { name } }' } }, 200, 'denied'],
    ['in part', { headers: ioc, payload: { query: '{ open people { name } }' } }, 200, 'partial'],
    ['a source that failed', { headers: ioc, payload: { query: '{ failing }' } }, 200, 'failed'],
    ['the schema', { headers: ioc, payload: { query: '{ __schema { queryType { name } } }' } }, 200, 'granted'],
    ['a dry run', { headers: { ...ioc, 'x-dry-run': 'true' }, payload: { query: '{ open }' } }, 200, 'granted'],
    ['whole', { headers: ioc, payload: { query: '{ open }' } }, 200, 'granted'],
  ])('%s', async (_name, options, status, outcome) => {
    const { statusCode, headers } = await send(options);
    expect(statusCode).toBe(status);
    expect(log.records.map((record) => [record.http, record.outcome])).toEqual([[status, outcome]]);
    expect(log.last().request).toBe(headers['x-request-id']);
    expect(JSON.stringify(log.records)).not.toContain('Bearer');
  });

  test('who it was, too, where the token was good and the body was not', async () => {
    await send({ headers: { ...ioc, 'content-type': 'application/json' }, payload: '{' });
    expect(log.last().actor).toMatchObject({ roles: ['ioc'] });
  });

  test.each([
    ['half a character', '"\\ud800"'],
    ['a deep nest', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['numbers that are none', '1e999'],
  ])('whatever its variables hold: %s', async (_name, value) => {
    const payload = `{"query":"query ($x: Int, $y: String) { open }","variables":{"y":${value}}}`;
    const { statusCode } = await send({ headers: { ...ioc, 'content-type': 'application/json' }, payload });
    expect(statusCode).toBeLessThan(500);
    expect(log.records).toHaveLength(1);
  });

  test('and nothing else of the hub does', async () => {
    await hub.app.inject({ method: 'GET', url: '/health/ready' });
    await hub.app.inject({ method: 'GET', url: '/graphqlx' });
    expect(log.records).toEqual([]);
  });

  test('what the calling hub named its own request stands in it; what is no such name does not', async () => {
    await send({
      headers: { ...ioc, 'x-hub-request-id': 'b7f0d7a2-0000-4000-8000-000000000001' },
      payload: { query: '{ open }' },
    });
    expect(log.last().correlation).toBe('b7f0d7a2-0000-4000-8000-000000000001');
    await send({ headers: { ...ioc, 'x-hub-request-id': 'a b<script>' }, payload: { query: '{ open }' } });
    expect(log.last().correlation).toBeNull();
  });
});

describe('without a log', () => {
  const ask = (query: string, roles: string) =>
    hub.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${roles}`, ...purposeOf(roles) },
      payload: { query },
    });

  test('nothing personal leaves, and the record says what the client really got', async () => {
    log.state.up = false;
    const { statusCode, body } = await ask('{ open people { name } }', 'clinician');
    expect(statusCode).toBe(503);
    expect(JSON.parse(body)).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'ACCESS_LOG_UNAVAILABLE' } }],
    });
    expect(log.waiting).toEqual([
      expect.objectContaining({ outcome: 'unavailable', http: 503, subjects: [], fields: [], personal: {} }),
    ]);
  });

  test('what is not personal is answered, as long as its record can wait', async () => {
    log.state.up = false;
    expect((await ask('{ open }', 'ioc')).statusCode).toBe(200);
    expect(log.waiting).toHaveLength(1);
    log.state.room = 1;
    expect((await ask('{ open }', 'ioc')).statusCode).toBe(503);
  });

  test('the hub is not ready, and is again when the log is back', async () => {
    const ready = async () => (await hub.app.inject({ method: 'GET', url: '/health/ready' })).statusCode;
    log.state.up = false;
    expect(await ready()).toBe(503);
    log.state.up = true;
    expect(await ready()).toBe(200);
    expect((await ask('{ people { name } }', 'clinician')).statusCode).toBe(200);
  });

  test('a log that nobody outside has witnessed for too long discloses nothing', async () => {
    log.state.witnessed = false;
    expect((await ask('{ people { name } }', 'clinician')).statusCode).toBe(503);
    expect((await ask('{ open }', 'clinician')).statusCode).toBe(200);
    expect(log.records.map(({ outcome }) => outcome)).toEqual(['unavailable', 'granted']);
  });
});
