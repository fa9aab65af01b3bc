import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { createSignatureVerifier, digestOf } from '../../../auth/signature.js';
import { readText } from '../../../core/read-text.js';
import type { SubgraphAnswer } from '../../../gateway/engine/engine.js';
import { subscribeOverHttp, type EventCallOptions } from '../../../gateway/subgraph-call/sse.js';
import { callerWith } from '../small-federation.js';
import { listening } from '../subscriptions/http-subgraph.js';
import { until } from '../subscriptions/streaming.js';

jest.setTimeout(30_000);

const ends: (() => unknown)[] = [];
afterEach(async () => void (await Promise.all(ends.splice(0).map((end) => end()))));

/** What is told of a subgraph that answers with `serve`, until it ends or `most` answers came. */
async function told(
  serve: (response: ServerResponse) => unknown,
  { most = 10, ...options }: Partial<EventCallOptions> & { readonly most?: number } = {},
) {
  const server = await listening((_request, response) => serve(response));
  const { subscribe, close } = subscribeOverHttp('far', server.url, {
    timeoutMs: 5_000,
    maxBytes: 10_000,
    secret: null,
    ...options,
  });
  ends.push(close, () => server.close());
  const leaving = new AbortController();
  const answers: SubgraphAnswer[] = [];
  for await (const answer of subscribe({ query: 'subscription { n }' }, { caller: null, signal: leaving.signal })) {
    answers.push(answer);
    if (answers.length === most) leaving.abort();
  }
  return { answers, server };
}
const stream = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' });
const event = (n: number) => `event: next\ndata: {"data":{"n":${n}}}\n\n`;
const complete = 'event: complete\ndata:\n\n';
const codes = (answers: readonly SubgraphAnswer[]) =>
  answers.map(({ data, errors }) => errors?.[0]?.extensions?.['code'] ?? data?.['n']);

describe('a subscription at a subgraph of another process', () => {
  test('tells each event, however the bytes are cut, until the subgraph has told all', async () => {
    const text = `:\r\n\r\n${event(1).replaceAll('\n', '\r\n')}: beat\n\nid: 7\n${event(2)}event: next\ndata: {"data":\ndata: {"n":"ế"}}\n\n${complete}`;
    const { answers } = await told(async (response) => {
      stream(response);
      for (const byte of Buffer.from(text)) {
        response.write(Buffer.of(byte));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    expect(codes(answers)).toEqual([1, 2, 'ế']);
  });

  test('hears nothing more once it is left, and lets go of the connection', async () => {
    const { answers, server } = await told((response) => void stream(response).write(event(1)), { most: 1 });
    expect(codes(answers)).toEqual([1]);
    await until(() => server.streams() === 0);
  });

  test.each<[string, (response: ServerResponse) => unknown, string[], Partial<EventCallOptions>?]>([
    ['refuses', (response) => response.writeHead(503).end('SELECT secret'), ['SOURCE_UNAVAILABLE']],
    ['answers with JSON', (response) => response.setHeader('content-type', 'application/json').end('{}'), ['SOURCE_UNAVAILABLE']],
    ['redirects', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(), ['SOURCE_UNAVAILABLE']],
    ['hangs up', (response) => response.destroy(), ['SOURCE_UNAVAILABLE']],
    ['never answers', () => undefined, ['SOURCE_TIMEOUT'], { timeoutMs: 100 }],
    ['breaks off', (response) => stream(response).end(event(1)), ['1', 'SOURCE_UNAVAILABLE']],
    ['is cut off', (response) => stream(response).write(event(1), () => response.destroy()), ['1', 'SOURCE_UNAVAILABLE']],
    ['falls silent', (response) => stream(response).write(event(1)), ['1', 'SOURCE_TIMEOUT'], { silenceMs: 100 }],
    ['tells no JSON', (response) => stream(response).end(`event: next\ndata: {\n\n${complete}`), ['SOURCE_BAD_DATA']],
    ['tells no answer', (response) => stream(response).end(`event: next\ndata: [1]\n\n${complete}`), ['SOURCE_BAD_DATA']],
    ['tells no UTF-8', (response) => stream(response).end(Buffer.from([0xff, 0xfe, 0x0a])), ['SOURCE_BAD_DATA']],
    ['never ends an event', (response) => stream(response).write(`data: ${'x'.repeat(20_000)}`), ['SOURCE_BAD_DATA']],
  ])('says so with a code where the subgraph %s', async (_name, serve, expected, options = {}) => {
    const { answers } = await told(serve, options);
    expect(codes(answers).map(String)).toEqual(expected);
    expect(JSON.stringify(answers)).not.toMatch(/SELECT|127\.0\.0\.1/);
  });

  test('is signed, names the caller and the request, and sends no deadline', async () => {
    const secret = 's'.repeat(32);
    const verify = createSignatureVerifier(secret);
    const server = await listening(async (request, response) => {
      const body = await readText(request, 10_000);
      const caller = verify({ method: request.method!, path: request.url!, headers: request.headers });
      const asSent = request.headers['content-digest'] === digestOf(body);
      const n = [caller.roles[0], asSent, request.headers['x-hub-request-id'], request.headers['x-hub-timeout-ms'] ?? 'none'];
      stream(response).end(`event: next\ndata: ${JSON.stringify({ data: { n } })}\n\n${complete}`);
    });
    const { subscribe, close } = subscribeOverHttp('far', server.url, { timeoutMs: 5_000, maxBytes: 10_000, secret });
    ends.push(close, () => server.close());
    const context = { caller: callerWith('ioc'), signal: new AbortController().signal, requestId: 'r-1' };
    for await (const { data } of subscribe({ query: 'subscription { n }' }, context))
      expect(data).toEqual({ n: ['ioc', true, 'r-1', 'none'] });
  });
});
