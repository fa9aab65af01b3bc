import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { percentile, type Told } from './asker.js';
import { patientBut, startFaultHub, timeoutMs, type FaultHub } from './fault-hub.js';
import { keptFor } from './kept.js';
import { expectTheRest, overview, whole } from './overview.js';
import { arrived, logged, report, told } from './report.js';

const broken = 'land-nghe-an';
const atOnce = 50;
/** What is promised is 50, 20 and 0 ms; the rest is for a machine that does something besides, as its usual answers show. */
const slackOf = (normalMs: number) => ({
  firstMs: Math.max(250, normalMs),
  openMs: Math.max(60, normalMs / 2),
  recoveryMs: Math.max(250, normalMs),
});

let hub: FaultHub;
beforeAll(async () => {
  // The broken source is asked for each answer; the others are fresh, so that what is measured is the wait for it.
  const file = keptFor(() => ({ freshFor: 0, usableFor: 0 }), ['LandStatistics']);
  hub = await startFaultHub({ file, source: patientBut(broken) });
  await whole(hub);
  for (let wave = 0; wave < 5; wave++) await hub.askAtOnce(atOnce, overview);
}, 60_000);
afterAll(() => hub.stop(), 30_000);

/** Waves of fifty for so long, and what the source was asked during them. */
async function waves(forMs: number) {
  const proxy = hub.proxies[broken]!;
  const before = proxy.seen().requests.length;
  const answers: Told[] = [];
  for (const until = performance.now() + forMs; performance.now() < until;) {
    answers.push(...(await hub.askAtOnce(atOnce, overview)));
    await sleep(20);
  }
  const asked = proxy.seen().requests.length - before;
  return {
    answers,
    asked,
    p95: percentile(
      answers.map(({ ms }) => ms),
      95,
    ),
    share: asked / answers.length,
  };
}

test('one source of six says nothing: fifty at once get all the rest, wait for it at first, soon no more, and have it back in two seconds', async () => {
  const proxy = hub.proxies[broken]!;
  await hub.clear();
  const normal = await waves(2_000);
  expectTheRest(normal.answers);

  await hub.clear();
  await proxy.set({ kind: 'black-hole' });
  const first = await hub.askAtOnce(atOnce, overview);
  const firstP95 = percentile(
    first.map(({ ms }) => ms),
    95,
  );
  await sleep(100);
  report({
    row: '2',
    fault: `${broken} says nothing: the first ${atOnce} at once`,
    client: told(first),
    log: logged(hub.logged()),
    source: arrived(proxy.seen()),
  });

  await hub.askAtOnce(atOnce, overview);
  await hub.clear();
  const open = await waves(5_000);
  await sleep(100);
  const drop = 100 * (1 - open.share / normal.share);
  report({
    row: '2',
    fault: `${broken} says nothing: ${open.answers.length} asked during the next 5 s`,
    client: `${told(open.answers)}; with all sources well p95 is ${normal.p95.toFixed(0)} ms`,
    log: logged(hub.logged()),
    source: `${arrived(proxy.seen())}; ${open.share.toFixed(4)} requests an answer, with all sources well ${normal.share.toFixed(2)}: ${drop.toFixed(1)} % fewer`,
  });

  await hub.clear();
  await proxy.set({ kind: 'none' });
  const recovery = await whole(hub);
  await sleep(100);
  report({
    row: '2',
    fault: `${broken} is back`,
    client: `told in full after ${recovery.toFixed(0)} ms`,
    log: logged(hub.logged()),
    source: arrived(proxy.seen()),
  });

  expectTheRest(first, 'landStatistics');
  expectTheRest(open.answers, 'landStatistics');
  const slack = slackOf(normal.p95);
  expect(firstP95).toBeLessThanOrEqual(timeoutMs + slack.firstMs);
  expect(open.p95).toBeLessThanOrEqual(normal.p95 + slack.openMs);
  expect(drop).toBeGreaterThanOrEqual(95);
  expect(recovery).toBeLessThanOrEqual(2_000 + slack.recoveryMs);
}, 60_000);
