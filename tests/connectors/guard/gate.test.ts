import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { HttpClient } from '../../../connectors/http.js';
import { runtimeOf } from '../../../connectors/runtime.js';
import type { HubError } from '../../../core/errors.js';
import { inScope } from '../../../core/request-scope.js';
import { SourceNotes } from '../../../core/source-notes.js';
import { after, ask, clientOf, hang, healthOf, mostWithin, ok, startUpstream, times, type Upstream } from './upstream.js';

let upstream: Upstream;
let client: HttpClient;
beforeEach(async () => {
  upstream = await startUpstream();
});
afterEach(async () => {
  await upstream.stop();
  await client.close();
});

describe('what a source is asked at once', () => {
  test('is no more than its limit, and all are answered in turn', async () => {
    upstream.answer = after(10);
    client = clientOf(upstream.url, { limits: { concurrent: 4 }, timeoutMs: 5_000 });
    expect(await times(60, () => ask(client))).toEqual(Array(60).fill('200'));
    expect(upstream.most()).toBe(4);
    expect(healthOf(client)).toMatchObject({ requests: 60, failures: 0, rejected: 0, waiting: 0, active: 0 });
  });

  test('is shared by all who read it by one configuration', async () => {
    upstream.answer = after(10);
    client = clientOf(upstream.url, { limits: { concurrent: 2 }, timeoutMs: 5_000 });
    const { createHttpClient } = await import('../../../connectors/http.js');
    const other = createHttpClient(client.source);
    await Promise.all([times(10, () => ask(client)), times(10, () => ask(other))]);
    expect(upstream.most()).toBe(2);
    await other.close();
  });

  test('beyond what may wait is refused at once, and not asked', async () => {
    upstream.answer = after(300);
    client = clientOf(upstream.url, { limits: { concurrent: 1, queue: 2 }, timeoutMs: 5_000 });
    const begun = performance.now();
    const waiting = times(3, () => ask(client));
    expect(await ask(client)).toBe('SOURCE_UNAVAILABLE: not asked: as many requests wait for it as may');
    expect(performance.now() - begun).toBeLessThan(250);
    expect(healthOf(client)).toMatchObject({ waiting: 2, active: 1, rejected: 1 });
    expect(await waiting).toEqual(['200', '200', '200']);
    expect(upstream.arrivals).toHaveLength(3);
  });

  test('waits no longer than until the deadline, queue and exchange together', async () => {
    upstream.answer = after(600);
    client = clientOf(upstream.url, { limits: { concurrent: 1 }, timeoutMs: 1_000 });
    const begun = performance.now();
    const answers = await times(3, () => ask(client));
    expect(performance.now() - begun).toBeLessThan(1_500);
    expect(answers[0]).toBe('200');
    // The second was sent, and cut short; the third never was.
    expect(answers[1]).toMatch(/^SOURCE_TIMEOUT: (?!not asked)/);
    expect(answers[2]).toBe('SOURCE_TIMEOUT: not asked: its turn did not come in time');
    expect(upstream.arrivals).toHaveLength(2);
  });

  test('waits no longer than who asks', async () => {
    upstream.answer = hang;
    client = clientOf(upstream.url, { timeoutMs: 5_000 });
    const begun = performance.now();
    const scope = { reader: 'r', deadline: Date.now() + 200, sources: new SourceNotes() };
    expect(await inScope(scope, () => ask(client))).toMatch(/^SOURCE_TIMEOUT/);
    expect(performance.now() - begun).toBeLessThan(1_000);
    const late = { reader: 'r', deadline: Date.now() - 1, sources: new SourceNotes() };
    expect(await inScope(late, () => ask(client))).toBe('SOURCE_TIMEOUT: not asked: its turn did not come in time');
    expect(upstream.arrivals).toHaveLength(1);
    expect(late.sources.list()).toMatchObject([{ source: 'x', status: 'SKIPPED' }]);
  });

  test('is given up at the source, too, where nobody waits any longer', async () => {
    const gone = new Promise<void>((resolve) => {
      upstream.answer = (response) => response.on('close', resolve);
    });
    client = clientOf(upstream.url, { timeoutMs: 100 });
    expect(await ask(client)).toMatch(/^SOURCE_TIMEOUT/);
    await gone;
  });
});

describe('what a source is asked in a second', () => {
  test('is never more than its limit, under a hundred clients', async () => {
    client = clientOf(upstream.url, { limits: { perSecond: 3 }, timeoutMs: 3_500 });
    const { guard } = runtimeOf(client.source);
    // When each sets out: a busy machine may let several arrive together.
    const begun: number[] = [];
    const answers = await times(100, () =>
      guard
        .run(async () => begun.push(performance.now()))
        .then(
          () => 'answered',
          ({ originalError }: HubError) => originalError?.message,
        ),
    );
    expect(begun.length).toBeGreaterThanOrEqual(5);
    expect(mostWithin(begun, 1_000)).toBeLessThanOrEqual(3);
    expect(answers.filter((answer) => answer === 'answered')).toHaveLength(begun.length);
    expect(new Set(answers)).toEqual(new Set(['answered', 'not asked: its turn did not come in time']));
  });

  test('is counted from when a request is on the way: who is slow to answer holds nobody back', async () => {
    upstream.answer = after(1_500);
    client = clientOf(upstream.url, { limits: { perSecond: 5 }, timeoutMs: 5_000 });
    const asked = times(4, () => ask(client));
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    expect(upstream.arrivals).toHaveLength(4);
    expect(await asked).toEqual(Array(4).fill('200'));
  });

  test('is not saved up while nothing is asked', async () => {
    client = clientOf(upstream.url, { limits: { perSecond: 10 }, timeoutMs: 3_000 });
    await ask(client);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await times(8, () => ask(client));
    const [, ...burst] = upstream.arrivals;
    expect(burst.at(-1)! - burst[0]!).toBeGreaterThan(650);
  });

  test('is as much as comes, where no limit is set', async () => {
    upstream.answer = ok;
    client = clientOf(upstream.url, { timeoutMs: 5_000 });
    const begun = performance.now();
    await times(200, () => ask(client));
    expect(performance.now() - begun).toBeLessThan(4_000);
    expect(upstream.most()).toBeLessThanOrEqual(16);
  });
});
