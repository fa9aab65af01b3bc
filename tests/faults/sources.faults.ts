import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Told } from './asker.js';
import { answering, type Fault } from './fault.js';
import { patientBut, startFaultHub, timeoutMs, type FaultHub } from './fault-hub.js';
import { nothingKept } from './kept.js';
import { domains, expectTheRest, overview, whole, type Domain } from './overview.js';
import { arrived, logged, report, told } from './report.js';

const limit = 30_000;
const atOnce = 20;
const secret = 'mat-khau-cua-nguon-0123';

let hub: FaultHub;
/** How long so many take at most while all is well. */
let normalMs: number;
beforeAll(async () => {
  hub = await startFaultHub({ file: nothingKept, source: patientBut('land-nghe-an', 'kpi-nghe-an') });
  await whole(hub);
  await hub.askAtOnce(atOnce, overview);
  normalMs = Math.max(250, ...(await hub.askAtOnce(atOnce, overview)).map(({ ms }) => ms));
}, 60_000);
afterAll(() => hub.stop(), limit);
beforeEach(() => hub.clear());
afterEach(async () => {
  for (const proxy of Object.values(hub.proxies)) await proxy.set({ kind: 'none' });
  await whole(hub);
}, limit);

/** Asks for the overview so many times at once while `fault` is at the source of `domain`, and takes down what each side saw. */
async function during(row: string, name: string, domain: Domain, fault: Fault, count = atOnce): Promise<readonly Told[]> {
  const proxy = hub.proxies[domains[domain]]!;
  await proxy.set(fault);
  const answers = await hub.askAtOnce(count, overview);
  await sleep(100); // The log comes through a pipe.
  report({
    row,
    fault: `${domains[domain]} ${name}`,
    client: told(answers),
    log: logged(hub.logged()),
    source: arrived(proxy.seen()),
  });
  return answers;
}

/** The domain's field is null with one of `codes`, in each answer. */
function expectMissing(answers: readonly Told[], domain: Domain, ...codes: readonly string[]): void {
  for (const { data, errors } of answers) {
    expect((data!['jurisdiction'] as Record<string, unknown>)[domain]).toBeNull();
    const error = errors.find(({ path }) => path?.[1] === domain)!;
    expect(codes).toContain(error.extensions.code);
    expect(error.extensions.source).toBe(domains[domain]);
  }
}

const slowest = (answers: readonly Told[]) => Math.max(...answers.map(({ ms }) => ms));

describe('a source', () => {
  const unreachable: readonly [string, string, Fault, readonly string[]][] = [
    ['1', 'is down', { kind: 'down' }, ['SOURCE_UNAVAILABLE']],
    ['2', 'says nothing', { kind: 'black-hole' }, ['SOURCE_TIMEOUT', 'SOURCE_UNAVAILABLE']],
    [
      '3',
      'takes 2 s, and up to 0.4 s more',
      { kind: 'latency', ms: 2_000, jitterMs: 400 },
      ['SOURCE_TIMEOUT', 'SOURCE_UNAVAILABLE'],
    ],
    ['4', 'ends after 60 bytes', { kind: 'truncate', afterBytes: 60 }, ['SOURCE_UNAVAILABLE', 'SOURCE_BAD_DATA']],
    ['4', 'resets after 60 bytes', { kind: 'reset', afterBytes: 60 }, ['SOURCE_UNAVAILABLE']],
    ['4', 'resets before the first byte', { kind: 'reset', afterBytes: 0 }, ['SOURCE_UNAVAILABLE']],
    ['4', 'gives 40 bytes a second', { kind: 'slow', bytesPerSecond: 40 }, ['SOURCE_TIMEOUT', 'SOURCE_UNAVAILABLE']],
    ['4', 'says what is no HTTP', { kind: 'garbage' }, ['SOURCE_UNAVAILABLE', 'SOURCE_BAD_DATA']],
  ];
  test.each(unreachable)(
    'row %s: that %s costs its own domain, once, and is let go of',
    async (row, name, fault, codes) => {
      const answers = await during(row, name, 'landStatistics', fault);
      expectTheRest(answers, 'landStatistics');
      expectMissing(answers, 'landStatistics', ...codes);
      expect(slowest(answers)).toBeLessThanOrEqual(timeoutMs + 2 * normalMs);
      // Each reads it once; a tenth may be tried again, and three to begin with.
      expect(hub.proxies['land-nghe-an']!.seen().requests.length).toBeLessThanOrEqual(atOnce * 1.1 + 3);
      expect(hub.proxies['land-nghe-an']!.seen().open).toBeLessThanOrEqual(32);
    },
    limit,
  );

  test(
    'row 3: that takes 300 ms, and up to 100 more, is waited for',
    async () => {
      // So few that a slow machine does not add what is left until the timeout.
      const few = 6;
      const fault = { kind: 'latency', ms: 300, jitterMs: 100 } as const;
      const answers = await during('3', 'takes 300 ms, and up to 100 more', 'landStatistics', fault, few);
      expectTheRest(answers);
      expect(hub.proxies['land-nghe-an']!.seen().requests.length).toBeLessThanOrEqual(few);
    },
    limit,
  );

  const json = { 'content-type': 'application/json' };
  const unreadable: readonly [string, string, Fault, readonly string[]][] = [
    [
      '5',
      'answers with a page',
      answering('200 OK', { 'content-type': 'text/html' }, `<html>${secret}</html>`),
      ['SOURCE_BAD_DATA'],
    ],
    ['5', 'answers with half a JSON', answering('200 OK', json, `{"a": "${secret}`), ['SOURCE_BAD_DATA']],
    ['5', 'answers with a list where an object is due', answering('200 OK', json, `["${secret}"]`), ['SOURCE_BAD_DATA']],
    [
      '5',
      'answers with other types',
      answering('200 OK', json, `{"data": 7, "tinNhan": "${secret}", "duLieu": false}`),
      ['SOURCE_BAD_DATA'],
    ],
    ['6', 'answers 500', answering('500 Internal Server Error', json, `{"error": "${secret}"}`), ['SOURCE_UNAVAILABLE']],
    ['6', 'answers 401', answering('401 Unauthorized', json, `{"error": "${secret}"}`), ['SOURCE_UNAVAILABLE']],
    [
      '6',
      'answers 429',
      answering('429 Too Many Requests', { ...json, 'retry-after': 1 }, `{"error": "${secret}"}`),
      ['SOURCE_UNAVAILABLE'],
    ],
  ];
  test.each(unreadable)(
    'row %s: that %s costs its own domain, and none of its words get out',
    async (row, name, fault, codes) => {
      const answers = await during(row, name, 'scorecard', fault);
      expectTheRest(answers, 'scorecard');
      expectMissing(answers, 'scorecard', ...codes);
      expect(answers.map(({ text }) => text).join()).not.toContain(secret);
      expect(JSON.stringify(hub.logged())).not.toContain(secret);
    },
    limit,
  );

  test(
    'row 6: that says when it may be asked again is asked nothing until then',
    async () => {
      const proxy = hub.proxies['kpi-nghe-an']!;
      await proxy.set(answering('429 Too Many Requests', { ...json, 'retry-after': 3 }, '{}'));
      await hub.ask(overview);
      const [last] = proxy.seen().requests.slice(-1);
      proxy.clear();
      await proxy.set({ kind: 'none' });
      const until = last! + 2_800;
      const answers: Told[] = [];
      while (performance.now() < until) answers.push(...(await hub.askAtOnce(5, overview)));
      const early = proxy.seen().requests.filter((at) => at < until);
      report({
        row: '6',
        fault: 'kpi-nghe-an answers 429 with Retry-After: 3',
        client: told(answers),
        log: logged(hub.logged()),
        source: `${early.length} requests within the next 2.8 s`,
      });
      expect(early).toEqual([]);
    },
    limit,
  );

  const mb = 1024 * 1024;
  function* flood(part: Buffer, parts: number) {
    for (let sent = 0; sent < parts; sent++) yield part;
  }
  test.each<[string, Record<string, string>]>([
    ['200 MB', json],
    ['200 MB said to be packed', { ...json, 'content-encoding': 'gzip' }],
  ])(
    'row 7: that answers with %s is heard no further than its limit',
    async (name, headers) => {
      const before = await hub.process.held();
      const proxy = hub.proxies['kpi-nghe-an']!;
      await proxy.set(answering('200 OK', headers, () => flood(Buffer.alloc(mb, '['), 200)));
      const answer = await hub.ask(overview);
      const after = await hub.process.held();
      const [rss, heap] = (['rssBytes', 'heapBytes'] as const).map((of) => (after[of] - before[of]) / mb);
      report({
        row: '7',
        fault: `kpi-nghe-an answers with ${name}`,
        client: told([answer]),
        log: logged(hub.logged()),
        source: `${arrived(proxy.seen())}; hub's resident memory ${rss!.toFixed(0)} MB more, its heap ${heap!.toFixed(1)} MB more`,
      });
      expectTheRest([answer], 'scorecard');
      expectMissing([answer], 'scorecard', 'SOURCE_BAD_DATA', 'SOURCE_TIMEOUT');
      expect(heap).toBeLessThan(5);
    },
    limit,
  );

  test(
    'row 8: that sends elsewhere is not followed there',
    async () => {
      let reached = 0;
      const inside = createServer((_request, response) => {
        reached++;
        response.end('{}');
      });
      await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
      const location = `http://127.0.0.1:${(inside.address() as AddressInfo).port}/latest/meta-data`;
      const answers = await during('8', 'redirects to an address inside', 'scorecard', answering('302 Found', { location }, ''));
      inside.close();
      expect(reached).toBe(0);
      expectTheRest(answers, 'scorecard');
      expectMissing(answers, 'scorecard', 'SOURCE_UNAVAILABLE');
      expect(hub.logged().filter(({ reason }) => /302/.test(String(reason))).length).toBeGreaterThan(0);
      expect(JSON.stringify(hub.logged())).not.toContain('meta-data');
    },
    limit,
  );

  test(
    'row 9: all of them down leave an answer of nulls, each with its error, and a hub that is ready',
    async () => {
      for (const proxy of Object.values(hub.proxies)) await proxy.set({ kind: 'down' });
      const answers = await hub.askAtOnce(atOnce, overview);
      const ready = await fetch(new URL('/health/ready', hub.process.explorer));
      report({
        row: '9',
        fault: 'every source is down',
        client: `${told(answers)}; /health/ready ${ready.status}`,
        log: logged(hub.logged()),
        source: 'nobody listens',
      });
      const all = Object.keys(domains) as Domain[];
      expectTheRest(answers, ...all);
      for (const domain of all) expectMissing(answers, domain, 'SOURCE_UNAVAILABLE');
      expect(ready.status).toBe(200);
    },
    limit,
  );
});
