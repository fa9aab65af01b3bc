import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { percentile } from './percentile.js';
import { startFaultHub, type FaultHub } from './fault-hub.js';
import type { Held } from './hub-child.js';
import { nothingKept } from './kept.js';
import { domains, expectTheRest, overview, whole } from './overview.js';
import { logged, report, told } from './report.js';

const patient = { source: () => ({ timeoutMs: 20_000 }), env: { HUB_REQUEST_TIMEOUT_MS: '30000' } };
const crowd = 1_000;
const atOnce = 50;
const mb = 1024 * 1024;
/** Megabytes of compiled code and the like, which stay. */
const grows = 5;

let hub: FaultHub;
beforeAll(async () => {
  hub = await startFaultHub({ file: nothingKept, ...patient });
  await whole(hub);
}, 120_000);
afterAll(() => hub.stop(), 30_000);

/** What the hub holds once it holds no more than `bound`, or after twenty seconds. */
async function heldBelow(bound: number): Promise<Held> {
  for (const until = performance.now() + 20_000; ; await sleep(1_000)) {
    const held = await hub.process.held();
    if (held.heapBytes < bound || performance.now() > until) return held;
  }
}

const sockets = ({ resources }: Held) => resources['TCPSocketWrap'] ?? 0;

/** Clients that ask while sources take half a second, and go away after a tenth. */
async function leave(count: number): Promise<void> {
  for (let gone = 0; gone < count; gone += atOnce)
    await Promise.allSettled(Array.from({ length: atOnce }, () => hub.ask({ ...overview, signal: AbortSignal.timeout(100) })));
}

test('row 18: a thousand clients that go away before they are answered leave nothing behind', async () => {
  const proxies = Object.values(domains).map((id) => hub.proxies[id]!);
  for (const proxy of proxies) await proxy.set({ kind: 'latency', ms: 500 });
  await leave(200);
  await sleep(3_000);
  await hub.clear();
  const before = await hub.process.held();
  await leave(crowd);
  await sleep(1_000);
  const after = await heldBelow(before.heapBytes + grows * mb);
  const requests = proxies.reduce((sum, proxy) => sum + proxy.seen().requests.length, 0);
  const givenUp = proxies.reduce((sum, proxy) => sum + proxy.seen().givenUp, 0);
  for (const proxy of proxies) await proxy.set({ kind: 'none' });
  const answer = await hub.ask(overview);
  const heap = (after.heapBytes - before.heapBytes) / mb;
  report({
    row: '18',
    fault: `${crowd} clients go away after 100 ms, while each source takes 500 ms`,
    client: `then: ${told([answer])}`,
    log: logged(hub.logged()),
    source: `${requests} requests, ${givenUp} given up unanswered; the hub's heap ${heap.toFixed(1)} MB more, its sockets ${sockets(before)}, then ${sockets(after)}`,
  });
  expectTheRest([answer]);
  expect(heap).toBeLessThan(grows);
  expect(sockets(after)).toBeLessThanOrEqual(sockets(before) + 5);
}, 120_000);

test('row 19: a hub that is told to end while fifty wait answers each of them, and is gone within five seconds', async () => {
  const proxies = Object.values(domains).map((id) => hub.proxies[id]!);
  for (const proxy of proxies) await proxy.set({ kind: 'latency', ms: 2_000 });
  await hub.clear();
  const asked = hub.askAtOnce(atOnce, overview);
  for (const until = performance.now() + 10_000; performance.now() < until; await sleep(10))
    if (proxies.every((proxy) => proxy.seen().requests.length > 0)) break;
  await sleep(700);
  const begun = performance.now();
  const ended = hub.process.kill('SIGTERM').then(() => performance.now() - begun);
  const answers = await asked;
  const endedMs = await ended;
  report({
    row: '19',
    fault: `the hub is sent SIGTERM while ${atOnce} wait for sources that take 2 s`,
    client: told(answers),
    log: logged(hub.logged()),
    source: `the hub was gone after ${endedMs.toFixed(0)} ms`,
  });
  expectTheRest(answers);
  expect(
    percentile(
      answers.map(({ status }) => status),
      100,
    ),
  ).toBe(200);
  expect(endedMs).toBeLessThanOrEqual(5_000);
}, 120_000);
