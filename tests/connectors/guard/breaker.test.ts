import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { HttpClient } from '../../../connectors/http.js';
import { createGuard } from '../../../connectors/guard/guard.js';
import { HubError } from '../../../core/errors.js';
import { inScope } from '../../../core/request-scope.js';
import { SourceNotes } from '../../../core/source-notes.js';
import { SourceConfig } from '../../../core/sources.js';
import {
  after,
  ask,
  clientOf,
  hang,
  hangUp,
  healthOf,
  inSequence,
  inTurn,
  mostWithin,
  ok,
  pause,
  refuse,
  startUpstream,
  times,
  until,
  type Answer,
  type Upstream,
} from './upstream.js';

const letAlone = 'SOURCE_UNAVAILABLE: not asked: it failed before, and is let alone for now';
let upstream: Upstream;
let client: HttpClient;
beforeEach(async () => {
  upstream = await startUpstream();
  client = clientOf(upstream.url);
});
afterEach(async () => {
  await upstream.stop();
  await client.close();
});

const brokenBy = async (answer: Answer) => {
  upstream.answer = answer;
  await inSequence(5, () => ask(client, { change: true }));
};

describe('a source is let alone', () => {
  test.each<[string, Answer]>([
    ['errors', refuse(500)],
    ['being asked too much', refuse(429)],
    ['hanging up', hangUp],
    ['what cannot be read', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')],
    ['redirects', refuse(302, { location: 'http://127.0.0.1:9/' })],
  ])('after five failures in a row: %s', async (_how, answer) => {
    await brokenBy(answer);
    expect(healthOf(client).state).toBe('OPEN');
    expect(upstream.arrivals).toHaveLength(5);
    expect(await ask(client, { change: true })).toBe(letAlone);
    expect(upstream.arrivals).toHaveLength(5);
  });

  test('after five timeouts in a row, at once for all who wait', async () => {
    client = clientOf(upstream.url, { limits: { concurrent: 5 }, timeoutMs: 600 });
    upstream.answer = hang;
    const first = times(5, () => ask(client));
    await pause(300);
    const others = await times(20, () => ask(client));
    expect(await first).toEqual(Array(5).fill(expect.stringMatching(/^SOURCE_TIMEOUT/)));
    // The first to give up made room for others, before there were five.
    const sentAway = others.filter((other) => other === 'SOURCE_UNAVAILABLE: not asked: it failed while this waited');
    expect(sentAway.length).toBeGreaterThanOrEqual(16);
    expect(upstream.arrivals.length).toBe(25 - sentAway.length);
  });

  test('when half of what it was asked lately failed', async () => {
    upstream.answer = inTurn(...Array.from({ length: 4 }, () => [ok, refuse(500)]).flat(), ok, refuse(500));
    await inSequence(9, () => ask(client));
    expect(healthOf(client)).toMatchObject({ state: 'CLOSED', requests: 9, failures: 4, errorRate: 4 / 9 });
    await ask(client);
    expect(healthOf(client)).toMatchObject({ state: 'OPEN', requests: 10, failures: 5, errorRate: 0.5 });
  });

  test.each([400, 401, 403, 404, 409, 422])('but not for what is wrong with the question: %d', async (status) => {
    upstream.answer = refuse(status);
    await inSequence(25, () => ask(client));
    expect(upstream.arrivals).toHaveLength(25);
    expect(healthOf(client)).toMatchObject({ state: 'CLOSED', failures: 0 });
  });

  test('but not because callers were in a hurry', async () => {
    client = clientOf(upstream.url, { timeoutMs: 2_000 });
    upstream.answer = after(400);
    const hurried = () => inScope({ reader: 'r', deadline: Date.now() + 50, sources: new SourceNotes() }, () => ask(client));
    expect(await times(10, hurried)).toEqual(Array(10).fill(expect.stringMatching(/^SOURCE_TIMEOUT/)));
    expect(healthOf(client).state).toBe('CLOSED');
    expect(await ask(client)).toBe('200');
  });
});

describe('a source that is let alone', () => {
  test('in a black hole costs its callers nothing, sees a request a second, and is back within two seconds', async () => {
    client = clientOf(upstream.url, { timeoutMs: 1_500 });
    upstream.answer = hang;
    await times(20, () => ask(client));
    expect(healthOf(client).state).toBe('OPEN');
    const before = upstream.arrivals.length;
    const waits: number[] = [];
    const seen = new Set<string>();
    const askFor = async (ms: number, stopAt?: string) => {
      const end = performance.now() + ms;
      while (performance.now() < end) {
        const begun = performance.now();
        const answer = await ask(client);
        if (answer === stopAt) return;
        seen.add(answer);
        waits.push(performance.now() - begun);
        await pause(5);
      }
    };
    await askFor(5_000);
    expect(seen).toEqual(new Set([letAlone]));
    expect(waits.toSorted((one, other) => one - other)[Math.floor(waits.length * 0.95)]).toBeLessThan(20);
    const probes = upstream.arrivals.slice(before);
    expect(probes.length).toBeGreaterThanOrEqual(4);
    expect(probes.length).toBeLessThanOrEqual(6);
    // They set out a second apart; a busy machine may read one late.
    expect(mostWithin(probes, 700)).toBe(1);

    upstream.answer = ok;
    const back = performance.now();
    await askFor(5_000, '200');
    expect(performance.now() - back).toBeLessThan(2_000);
    expect(healthOf(client).state).toBe('CLOSED');
  }, 20_000);

  test('is never probed by a change', async () => {
    await brokenBy(refuse(500));
    upstream.answer = ok;
    await inSequence(3, () => ask(client, { change: true }));
    expect(upstream.arrivals).toHaveLength(5);
    expect(healthOf(client)).toMatchObject({ state: 'OPEN', rejected: 3 });
    expect(await ask(client)).toBe(letAlone);
    await until(() => healthOf(client).active === 0);
    expect(healthOf(client)).toMatchObject({ state: 'CLOSED', active: 0 });
    expect(await ask(client, { change: true })).toBe('200');
  });

  test('is found back though it is slow', async () => {
    client = clientOf(upstream.url, { timeoutMs: 3_000 });
    await brokenBy(refuse(500));
    upstream.answer = after(1_600);
    const begun = performance.now();
    let answer = letAlone;
    while (answer === letAlone && performance.now() - begun < 4_000) {
      answer = await ask(client);
      await pause(20);
    }
    expect(answer).toBe('200');
  }, 10_000);

  test('is not let alone anew for what was sent before it came back', async () => {
    client = clientOf(upstream.url, { timeoutMs: 1_500 });
    upstream.answer = hang;
    const hanging = times(8, () => ask(client));
    await pause(50);
    await brokenBy(refuse(500));
    upstream.answer = ok;
    await ask(client);
    await until(() => healthOf(client).state === 'CLOSED');
    expect(healthOf(client).state).toBe('CLOSED');
    await hanging;
    expect(healthOf(client).state).toBe('CLOSED');
  });

  test('stays so where the probe fails, too', async () => {
    await brokenBy(refuse(500));
    expect(await ask(client)).toBe(letAlone);
    await until(() => healthOf(client).active === 0);
    expect(healthOf(client).state).toBe('OPEN');
  });
});

test('who asks is told apart in the notes: asked and failed, or not asked', async () => {
  await brokenBy(refuse(500));
  const sources = new SourceNotes();
  await inScope({ reader: 'r', sources }, () => ask(client));
  expect(sources.list()).toMatchObject([{ source: 'x', status: 'SKIPPED', ageSeconds: null }]);
});

test('a guard says when it opens and when it closes', async () => {
  const heard: string[] = [];
  const source = SourceConfig.parse({ id: 'x', system: 'kpi', jurisdictions: ['vinh'], url: 'http://127.0.0.1:9' });
  const guard = createGuard(source, { probeEveryMs: 1, onChange: (state, { id }) => heard.push(`${id} ${state}`) });
  const fail = async () => {
    throw new HubError('SOURCE_UNAVAILABLE');
  };
  await inSequence(6, () => guard.run(fail).catch(() => undefined));
  await guard.run(async () => 1).catch(() => undefined);
  await pause(30);
  await guard.run(async () => 1).catch(() => undefined);
  await pause(30);
  expect(await guard.run(async () => 1)).toBe(1);
  expect(heard).toEqual(['x OPEN', 'x CLOSED']);
  expect(guard.health()).toMatchObject({ lastFailureCode: 'SOURCE_UNAVAILABLE', lastFailureAt: expect.any(Number) });
});
