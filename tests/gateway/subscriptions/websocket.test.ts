import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createClient, type ClientOptions } from 'graphql-ws';
import { WebSocket } from 'ws';
import { desk } from './desk.js';
import { streamingHub, until } from './streaming.js';

// A machine under load takes its time to start a gateway.
jest.setTimeout(30_000);

const { changes, subgraphs } = desk();
const query = 'subscription ($code: ID) { changed: caseChanged(code: $code) { code status title __typename } }';
/** What a test shows of a close event when it fails. */
const plain = (error: unknown): unknown => (Array.isArray(error) ? error : { code: (error as { code: unknown }).code });
const signedIn = { authorization: 'Bearer ioc' };

describe('subscriptions over a WebSocket', () => {
  let hub: Awaited<ReturnType<typeof streamingHub>>;
  beforeAll(async () => void (hub = await streamingHub(subgraphs, { subscriptions: { perCaller: 3, initMs: 20_000 } })));
  afterAll(() => hub.close());
  const connect = (options: Partial<ClientOptions> = {}) =>
    createClient({ url: hub.wsUrl, webSocketImpl: WebSocket, connectionParams: signedIn, retryAttempts: 0, ...options });
  const quiet = () => until(() => changes.readers() === 0);
  /** The errors with which an operation is refused, or the code with which the connection is. */
  const refusalOf = async (text: string, options: Partial<ClientOptions> = {}) => {
    const client = connect(options);
    try {
      return await new Promise<unknown>((resolve, reject) => {
        client.subscribe(
          { query: text },
          { next: reject, error: (error) => resolve(plain(error)), complete: () => reject(new Error('complete')) },
        );
      });
    } finally {
      await client.dispose();
    }
  };
  const raw = (headers: Record<string, string> = {}) => new WebSocket(hub.wsUrl, 'graphql-transport-ws', { headers });
  const closeOf = (socket: WebSocket) =>
    new Promise<unknown>((resolve) => void socket.on('close', (code, reason) => resolve(`${code} ${String(reason)}`)));

  test('each event is joined with what other subgraphs know, in order, until the client leaves', async () => {
    const client = connect();
    const results = client.iterate({ query, variables: { code: '1' } });
    const first = results.next();
    await until(() => changes.readers() === 1);
    for (const code of ['1', '2', '3']) changes.publish({ code, status: 'OPEN' });
    const codes = [(await first).value, (await results.next()).value, (await results.next()).value];
    expect(codes.map((result) => result?.data)).toEqual(
      ['1', '2', '3'].map((code) => ({
        changed: { code, status: 'OPEN', title: `title of ${code}`, __typename: 'Case' },
      })),
    );
    await results.return!();
    await quiet();
    await client.dispose();
  });

  test('it ends where the subgraph ends it, after what was told', async () => {
    const client = connect();
    const results = client.iterate({ query });
    const first = results.next();
    await until(() => changes.readers() === 1);
    changes.publish({ code: '1', status: 'OPEN' });
    changes.end();
    expect((await first).value).toMatchObject({ data: { changed: { code: '1' } } });
    expect(await results.next()).toMatchObject({ done: true });
    await client.dispose();
  });

  test('an event that cannot be told is null with an error, and the next is told', async () => {
    const client = connect();
    const results = client.iterate({ query: 'subscription { strictCase { code note } }' });
    const first = results.next();
    await until(() => changes.readers() === 1);
    changes.publish({ code: '1', status: 'OPEN', note: null });
    changes.publish({ code: '2', status: 'OPEN', note: 'n' });
    const { value } = await first;
    expect(value?.data).toBeNull();
    expect(value?.errors).toHaveLength(1);
    expect(value?.errors?.[0]).toMatchObject({ path: ['strictCase', 'note'] });
    expect((await results.next()).value).toEqual({ data: { strictCase: { code: '2', note: 'n' } } });
    await results.return!();
    await client.dispose();
  });

  test('what a subgraph refuses is told in the hub’s own words', async () => {
    const client = connect();
    const results = client.iterate({ query: 'subscription { refused { code } }' });
    const { value } = await results.next();
    expect(value?.data).toEqual({ refused: null });
    expect(JSON.stringify(value)).not.toContain('SELECT');
    expect(value?.errors?.[0]).toMatchObject({ path: ['refused'], extensions: { code: expect.any(String) } });
    expect(await results.next()).toMatchObject({ done: true });
    await client.dispose();
  });

  test.each([
    ['a query', '{ ok }', 'BAD_REQUEST'],
    ['a mutation', 'mutation { touch }', 'BAD_REQUEST'],
    ['the schema', '{ __schema { types { name } } }', 'BAD_REQUEST'],
    ['a field that is not there', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['two fields', 'subscription { a: caseChanged { code } b: caseChanged { code } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['what is no GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['too long a text', `subscription { caseChanged { ${'code '.repeat(3_000)} } }`, 'GRAPHQL_PARSE_FAILED'],
    ['a field under a condition', 'subscription { caseChanged @include(if: true) { code } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a condition around it',
      'subscription ($s: Boolean = false) { ...F } fragment F on Subscription { ... @skip(if: $s) { caseChanged { code } } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('%s is refused with a code', async (_name, text, code) => {
    expect(await refusalOf(text)).toMatchObject([{ message: expect.any(String), extensions: { code } }]);
    expect(changes.readers()).toBe(0);
  });

  test('who does not say who they are is closed with 4401', async () => {
    expect(await refusalOf(query, { connectionParams: {} })).toMatchObject({ code: 4401 });
    expect(await refusalOf(query, { connectionParams: { authorization: 'Bearer bad' } })).toMatchObject({ code: 4401 });
    expect(await refusalOf(query, { connectionParams: { authorization: 7 } })).toMatchObject({ code: 4401 });
  });

  test('who says nothing is closed with 4408, who says it twice with 4429, and who speaks before with 4401', async () => {
    const hasty = await streamingHub(subgraphs, { subscriptions: { initMs: 20 } });
    expect(await closeOf(new WebSocket(hasty.wsUrl, 'graphql-transport-ws'))).toMatch(/^4408 /);
    await hasty.close();
    const twice = raw();
    twice.on('open', () => [1, 2].forEach(() => twice.send(JSON.stringify({ type: 'connection_init', payload: signedIn }))));
    expect(await closeOf(twice)).toMatch(/^4429 /);
    const early = raw();
    early.on('open', () => early.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query } })));
    expect(await closeOf(early)).toMatch(/^4401 /);
  });

  test('the header of the upgrade signs in, too; a bad one is refused before there is a WebSocket', async () => {
    const socket = raw(signedIn);
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
    await new Promise<void>((resolve) => void socket.on('message', (text: Buffer) => text.includes('ack') && resolve()));
    socket.close();
    const refused = raw({ authorization: 'Bearer bad' });
    expect(await new Promise((resolve) => void refused.on('error', ({ message }) => resolve(message)))).toMatch(/401/);
  });

  test('no other address is a WebSocket, and a plain GET stays refused', async () => {
    const other = new WebSocket(hub.wsUrl.replace('/graphql', '/schema.graphql'), 'graphql-transport-ws');
    expect(await new Promise((resolve) => void other.on('error', ({ message }) => resolve(message)))).toMatch(/401/);
    expect((await fetch(hub.url, { headers: signedIn })).status).toBe(405);
    expect((await fetch(hub.url)).status).toBe(401);
  });

  test('a message larger than a request body ends the connection', async () => {
    const socket = raw();
    socket.on('open', () => socket.send('x'.repeat(200 * 1024)));
    expect(await closeOf(socket)).toMatch(/^(1009|1006) /);
  });

  test('nobody has more open than a person may, until one is ended', async () => {
    const client = connect();
    const open = [1, 2, 3].map(() => client.iterate({ query }));
    const happening = setInterval(() => changes.publish({ code: '1', status: 'OPEN' }), 10);
    try {
      await Promise.all(open.map((results) => results.next()));
      expect(await refusalOf(query)).toMatchObject([{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }]);
      await open[0]!.return!();
      // Over the connection by which the hub heard that one is ended.
      const again = client.iterate({ query });
      expect((await again.next()).value).toMatchObject({ data: { changed: { code: '1' } } });
      await client.dispose();
    } finally {
      clearInterval(happening);
    }
    await quiet();
  });
});

test('a hub that closes says goodbye with 1001, and hears nothing more', async () => {
  const own = desk();
  const hub = await streamingHub(own.subgraphs);
  const client = createClient({ url: hub.wsUrl, webSocketImpl: WebSocket, connectionParams: signedIn, retryAttempts: 0 });
  const ended = new Promise((resolve) => {
    client.subscribe({ query }, { next: resolve, error: (error) => resolve(plain(error)), complete: () => resolve('complete') });
  });
  await until(() => own.changes.readers() === 1);
  await hub.close();
  expect(await ended).toMatchObject({ code: 1001 });
  expect(own.changes.readers()).toBe(0);
});

test('the stock engine has no subscriptions, and says so', async () => {
  const hub = await streamingHub(desk().subgraphs, { engine: 'apollo' });
  const client = createClient({ url: hub.wsUrl, webSocketImpl: WebSocket, connectionParams: signedIn, retryAttempts: 0 });
  const refusal = await new Promise((resolve) => {
    client.subscribe({ query }, { next: resolve, error: resolve, complete: () => resolve('complete') });
  });
  expect(refusal).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
  await client.dispose();
  await hub.close();
});
