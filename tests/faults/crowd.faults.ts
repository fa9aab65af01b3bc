import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { startFaultHub, type FaultHub } from './fault-hub.js';
import { keptFor } from './kept.js';
import { domains, expectTheRest, overview, whole } from './overview.js';
import { anotherPlace } from './places.js';
import { logged, report, told } from './report.js';

const crowd = 200;

async function withHub<T>(options: Parameters<typeof startFaultHub>[0], work: (hub: FaultHub) => Promise<T>): Promise<T> {
  const hub = await startFaultHub(options);
  try {
    return await work(hub);
  } finally {
    await hub.stop();
  }
}

/** What each source counted, by method and path. */
const counted = async (hub: FaultHub) =>
  Object.fromEntries(await Promise.all(Object.values(domains).map(async (id) => [id, await hub.sourceSaw(id)] as const)));

// So that a slow machine does not take two hundred for a source that fails.
const patient = { source: () => ({ timeoutMs: 20_000 }), env: { HUB_REQUEST_TIMEOUT_MS: '30000' } };

test('two hundred who ask the same of a hub that has just started cost the sources what one does', async () => {
  const alone = await withHub(patient, async (hub) => {
    expectTheRest([await hub.ask(overview)]);
    return counted(hub);
  });
  await withHub(patient, async (hub) => {
    const answers = await hub.askAtOnce(crowd, overview);
    const seen = await counted(hub);
    const requests = Object.entries(seen).flatMap(([id, paths]) =>
      Object.entries(paths).map(([path, count]) => `${id} ${path}: ${count}`),
    );
    report({
      row: 'crowd',
      fault: `${crowd} ask the same overview at once of a hub that has just started`,
      client: told(answers),
      log: logged(hub.logged()),
      source: requests.join('; '),
    });
    expectTheRest(answers);
    expect(seen).toEqual(alone);
  });
}, 120_000);

test('a source that takes three a second is never sent more, though a hundred ask', async () => {
  const limited = 'land-nghe-an';
  const options = {
    file: keptFor(() => ({ freshFor: 0, usableFor: 0 }), ['Parcel']),
    source: ({ id }: { id: string }) => (id === limited ? { limits: { perSecond: 3 } } : { timeoutMs: 8_000 }),
  };
  await withHub(options, async (hub) => {
    await whole(hub);
    await sleep(1_000);
    await hub.clear();
    const late = monitorEventLoopDelay({ resolution: 5 });
    late.enable();
    const begun = performance.now();
    const answers = (
      await Promise.all(
        Array.from({ length: 100 }, async () => {
          const own = [];
          while (performance.now() < begun + 5_000) own.push(await hub.ask(anotherPlace()));
          return own;
        }),
      )
    ).flat();
    const seconds = (performance.now() - begun) / 1_000;
    const { requests } = hub.proxies[limited]!.seen();
    const most = Math.max(...requests.map((from) => requests.filter((at) => at >= from && at < from + 1_000).length));
    late.disable();
    const lateMs = late.max / 1e6;
    /** In how short a time four arrived. */
    const four = Math.min(...requests.slice(3).map((at, index) => at - requests[index]!));
    await sleep(100);
    report({
      row: 'limit',
      fault: `${limited} may be sent 3 requests a second, and 100 clients each ask for another place, for ${seconds.toFixed(1)} s`,
      client: told(answers),
      log: logged(hub.logged()),
      source: `${requests.length} requests, at most ${most} in any second as they arrived; the closest four in ${four.toFixed(0)} ms, by a clock that was up to ${lateMs.toFixed(0)} ms late`,
    });
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(requests.length).toBeGreaterThan(0);
    // The proxy may have seen the first of four late; so may a busy hub have sent it, though it let them go a third of a second apart.
    expect(four + lateMs).toBeGreaterThanOrEqual(800);
    expect(requests.length).toBeLessThanOrEqual(3 * seconds + 1);
  });
}, 120_000);
