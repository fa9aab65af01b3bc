import net, { type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { HttpClient } from '../../../connectors/http.js';
import { retryAfterMs } from '../../../connectors/retry-after.js';
import {
  ask,
  clientOf,
  hang,
  hangUp,
  healthOf,
  inSequence,
  inTurn,
  ok,
  pause,
  refuse,
  startUpstream,
  times,
  type Answer,
  type Upstream,
} from './upstream.js';

let upstream: Upstream;
let client: HttpClient;
beforeEach(async () => {
  upstream = await startUpstream();
  client = clientOf(upstream.url, { timeoutMs: 3_000 });
});
afterEach(async () => {
  await upstream.stop();
  await client.close();
});

const halfWay: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '50' }).write('{"a"');
  setTimeout(() => response.destroy(), 20);
};

describe('a read is sent once more', () => {
  test.each<[string, Answer]>([
    ['the source hung up before an answer', hangUp],
    ['it has too much to do', refuse(503)],
    ['it was asked too much', refuse(429)],
  ])('where %s', async (_why, failure) => {
    upstream.answer = inTurn(failure, ok);
    expect(await ask(client)).toBe('200');
    const [first, second] = upstream.arrivals as [number, number];
    expect(second - first).toBeGreaterThanOrEqual(18);
    expect(second - first).toBeLessThan(1_000);
    expect(healthOf(client)).toMatchObject({ requests: 2, retries: 1, failures: 1 });
  });

  test('where there was no connection', async () => {
    const port = await new Promise<number>((resolve) => {
      const server = net.createServer().listen(0, '127.0.0.1', () => {
        const { port: free } = server.address() as AddressInfo;
        server.close(() => resolve(free));
      });
    });
    const nowhere = clientOf(`http://127.0.0.1:${port}`);
    expect(await ask(nowhere)).toBe('SOURCE_UNAVAILABLE: no connection (ECONNREFUSED)');
    expect(healthOf(nowhere)).toMatchObject({ requests: 2, retries: 1 });
    await nowhere.close();
  });

  test('and no oftener', async () => {
    upstream.answer = refuse(503);
    expect(await ask(client)).toBe('SOURCE_UNAVAILABLE: status 503');
    expect(upstream.arrivals).toHaveLength(2);
  });

  test.each<[string, Answer]>([
    ['that failed', refuse(500)],
    ['whose answer was cut off', halfWay],
    ['that was refused', refuse(403)],
    ['that was answered by what cannot be read', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('')],
  ])('but not one %s', async (_how, answer) => {
    upstream.answer = answer;
    expect(await ask(client)).toMatch(/^SOURCE_/);
    await pause(200);
    expect(upstream.arrivals).toHaveLength(1);
  });

  test('nor one that took too long', async () => {
    client = clientOf(upstream.url, { timeoutMs: 100 });
    upstream.answer = hang;
    expect(await ask(client)).toMatch(/^SOURCE_TIMEOUT/);
    await pause(200);
    expect(upstream.arrivals).toHaveLength(1);
  });

  test.each<[string, Answer]>([
    ['hung up on', hangUp],
    ['refused for now', refuse(503)],
  ])('nor a change that was %s', async (_how, answer) => {
    upstream.answer = answer;
    expect(await ask(client, { change: true })).toMatch(/^SOURCE_UNAVAILABLE/);
    await pause(200);
    expect(upstream.arrivals).toHaveLength(1);
  });

  test('for one request in ten, so that a storm of failures is hardly more', async () => {
    let count = 0;
    upstream.answer = (response, request) => (++count % 3 === 0 ? refuse(503) : ok)(response, request);
    const asked = 150;
    await inSequence(asked, () => ask(client));
    const { retries, requests } = healthOf(client);
    expect(requests).toBe(asked + retries);
    expect(upstream.arrivals).toHaveLength(requests);
    expect(retries).toBeGreaterThan(10);
    expect(retries).toBeLessThanOrEqual(3 + asked / 10);
  });
});

describe('a source that asks to be let alone for a while', () => {
  test('is: what was asked waits, and so does everything else', async () => {
    upstream.answer = inTurn(refuse(503, { 'retry-after': '1' }), ok);
    const asked = ask(client);
    await pause(50);
    const others = times(5, () => ask(client));
    expect(await asked).toBe('200');
    expect(await others).toEqual(Array(5).fill('200'));
    const [first, ...rest] = upstream.arrivals as [number, ...number[]];
    expect(Math.min(...rest) - first).toBeGreaterThanOrEqual(990);
    expect(rest).toHaveLength(6);
  });

  test('for longer than is worth waiting: all are told so at once, and nothing is sent', async () => {
    upstream.answer = inTurn(refuse(429, { 'retry-after': '3' }), ok);
    const begun = performance.now();
    expect(await ask(client)).toBe('SOURCE_UNAVAILABLE: status 429');
    expect(await times(3, () => ask(client))).toEqual(Array(3).fill('SOURCE_UNAVAILABLE: not asked: it asks to be let alone'));
    expect(performance.now() - begun).toBeLessThan(800);
    await pause(1_500);
    // Less is left of it now than is worth waiting.
    expect(await ask(client)).toBe('200');
    expect(upstream.arrivals[1]! - upstream.arrivals[0]!).toBeGreaterThanOrEqual(2_990);
    expect(upstream.arrivals).toHaveLength(2);
  }, 10_000);

  test('for longer than who asks can wait', async () => {
    client = clientOf(upstream.url, { timeoutMs: 1_500 });
    upstream.answer = inTurn(refuse(503, { 'retry-after': '2' }), ok);
    const begun = performance.now();
    expect(await ask(client)).toBe('SOURCE_UNAVAILABLE: status 503');
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  test('those who wait already are told as well', async () => {
    client = clientOf(upstream.url, { limits: { concurrent: 1 }, timeoutMs: 3_000 });
    upstream.answer = (response, request) => setTimeout(() => refuse(503, { 'retry-after': '60' })(response, request), 30);
    const begun = performance.now();
    const [first, ...others] = await times(4, () => ask(client));
    expect(first).toBe('SOURCE_UNAVAILABLE: status 503');
    expect(others).toEqual(Array(3).fill('SOURCE_UNAVAILABLE: not asked: it asks to be let alone'));
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  const now = Date.parse('2026-11-20T10:00:00Z');
  test.each([
    ['0', undefined, 0],
    ['7', undefined, 7_000],
    ['Fri, 20 Nov 2026 10:00:05 GMT', undefined, 5_000],
    ['Fri, 20 Nov 2026 09:00:00 GMT', undefined, 0],
    // By a clock an hour behind ours.
    ['Fri, 20 Nov 2026 09:00:05 GMT', 'Fri, 20 Nov 2026 09:00:00 GMT', 5_000],
    ['999999999', undefined, 900_000],
    ['soon', undefined, null],
    ['-1', undefined, null],
    [undefined, undefined, null],
    [['1', '2'], undefined, null],
  ])('says how long: %s', (wait, date, ms) => {
    expect(retryAfterMs({ 'retry-after': wait, date }, now)).toBe(ms);
  });
});
