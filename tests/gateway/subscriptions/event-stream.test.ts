import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createClient, type ClientOptions } from 'graphql-sse';
import { desk } from './desk.js';
import { streamingHub, until } from './streaming.js';

// A machine under load takes its time to start a gateway.
jest.setTimeout(30_000);

const { changes, subgraphs } = desk();
const query = 'subscription ($code: ID) { changed: caseChanged(code: $code) { code status title } }';
const headers = { authorization: 'Bearer ioc' };
const change = { code: '1', status: 'OPEN' };
const told = { data: { changed: { ...change, title: 'title of 1' } } };

describe('subscriptions as an event stream', () => {
  let hub: Awaited<ReturnType<typeof streamingHub>>;
  beforeAll(async () => void (hub = await streamingHub(subgraphs, { subscriptions: { heartbeatMs: 200 } })));
  afterAll(() => hub.close());
  const connect = (options: Partial<ClientOptions> = {}) => createClient({ url: hub.url, headers, retryAttempts: 0, ...options });
  const post = (body: unknown, more: Record<string, string> = {}) =>
    fetch(hub.url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', accept: 'text/event-stream', ...more },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  test('each event is told in order, until the client leaves', async () => {
    const client = connect();
    const results = client.iterate({ query });
    const first = results.next();
    await until(() => changes.readers() === 1);
    for (const status of ['OPEN', 'CLOSED']) changes.publish({ code: '1', status });
    expect((await first).value).toEqual(told);
    expect((await results.next()).value).toMatchObject({ data: { changed: { status: 'CLOSED' } } });
    client.dispose();
    await until(() => changes.readers() === 0);
  });

  test('it ends where the subgraph ends it', async () => {
    const client = connect();
    const results = client.iterate({ query });
    const first = results.next();
    await until(() => changes.readers() === 1);
    changes.publish(change);
    changes.end();
    expect((await first).value).toEqual(told);
    expect(await results.next()).toMatchObject({ done: true });
  });

  test('a stream in which nothing happens shows that it is open', async () => {
    const response = await post({ query });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const reader = response.body!.getReader();
    let text = '';
    while (text.split(':\n\n').length < 3) text += new TextDecoder().decode((await reader.read()).value);
    expect(text.replaceAll(':\n\n', '')).toBe('');
    await reader.cancel();
    await until(() => changes.readers() === 0);
  });

  test.each([
    ['a query', { query: '{ ok }' }, 'BAD_REQUEST'],
    ['a field that is not there', { query: 'subscription { nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['what is no GraphQL', { query: 'subscription {' }, 'GRAPHQL_PARSE_FAILED'],
    ['a variable of another type', { query, variables: { code: ['040199000001'] } }, 'BAD_USER_INPUT'],
  ])('%s is refused in one event', async (_name, body, code) => {
    const response = await post(body);
    const text = await response.text();
    expect(text).toMatch(/event: complete\ndata:\n\n$/);
    const [, data] = /event: next\ndata: (.*)\n\n/.exec(text)!;
    expect(JSON.parse(data!)).toMatchObject({ errors: [{ extensions: { code } }] });
    expect(data).not.toContain('040199000001');
  });

  test('without a token, or a body that can be read, there is no stream', async () => {
    expect((await post({ query }, { authorization: 'Bearer bad' })).status).toBe(401);
    for (const body of ['[]', '{}', '{"query":7}', 'no json']) expect((await post(body)).status).toBe(400);
    expect(
      (await fetch(`${hub.url}?query=${encodeURIComponent(query)}`, { headers: { ...headers, accept: 'text/event-stream' } }))
        .status,
    ).toBe(405);
  });

  test('clients that name every type they read get queries as JSON and subscriptions as a stream', async () => {
    const accept = 'application/graphql-response+json, application/json, text/event-stream, multipart/mixed';
    expect(await (await post({ query: '{ ok }' }, { accept })).json()).toEqual({ data: { ok: 1 } });
    const response = await post({ query }, { accept });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    await response.body!.cancel();
    await until(() => changes.readers() === 0);
  });

  test('a subscription posted by a client that reads no stream is told so', async () => {
    const response = await post({ query }, { accept: 'application/json' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });
});

test('a hub that closes ends its streams, and does not wait for them', async () => {
  const own = desk();
  const hub = await streamingHub(own.subgraphs);
  const results = createClient({ url: hub.url, headers, retryAttempts: 0 }).iterate({ query });
  const first = results.next();
  await until(() => own.changes.readers() === 1);
  await hub.close();
  expect((await first).value).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] });
  expect(await results.next()).toMatchObject({ done: true });
  expect(own.changes.readers()).toBe(0);
});
