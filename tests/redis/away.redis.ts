import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { EntryStore } from '../../connectors/freshness/store.js';
import { startRedis, type RedisServer } from '../../scripts/redis.mjs';
import { asking, counted, down, readsOver } from '../connectors/freshness/reading.js';
import { closeAll, of, open, openedUp, p95, timed, until } from './opened.js';
import { startSlowProxy } from './slow-proxy.js';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());
afterEach(async () => {
  redis.thaw();
  await closeAll();
});

const indicator = (key: string) => ({ kind: 'Indicator', key }) as const;
const answers = async () => 'x';
const nothing = async (): Promise<string> => {
  throw down();
};
/** Reads of what nobody has read before, so that Redis is asked each time. */
const reading = (reads: ReturnType<typeof readsOver>, run: string) => (index: number) =>
  asking(() => reads.one(indicator(`${run} ${index}`), answers)).then((told) => expect(told).toMatchObject({ value: 'x' }));

test('killed, it costs nothing and no answer; back, it is used again', async () => {
  const { store, lines } = await openedUp(redis.url);
  const reads = readsOver(store);
  const load = counted(() => 'kept');
  await asking(() => reads.one(indicator('warm'), load.one));
  await redis.kill();
  await until(() => !store.health().up);
  await asking(() => reads.one(indicator('warm'), load.one));
  expect(load.asked).toHaveLength(1);
  expect(p95(await timed(200, reading(reads, 'killed')))).toBeLessThan(20);
  await redis.restart();
  const backMs = await until(() => store.health().up);
  console.log(`killed and started again: used again after ${Math.round(backMs)} ms`);
  await asking(() => reads.one(indicator('after'), answers));
  const { store: other } = await openedUp(redis.url);
  await until(async () => {
    const told = await asking(() => readsOver(other).one(indicator('after'), nothing));
    return 'value' in told && told.value === 'x';
  });
  expect(lines.filter((line) => line.includes('does not answer'))).toHaveLength(1);
});

test('away when the hub starts, it is waited for by nobody, and used once it is there', async () => {
  const port = redis.port;
  await redis.kill();
  const begun = performance.now();
  const { store } = open(`redis://127.0.0.1:${port}`);
  await reading(readsOver(store), 'start')(0);
  expect(performance.now() - begun).toBeLessThan(200);
  await sleep(300);
  await redis.restart();
  await until(() => store.health().up);
});

test('frozen, it costs 50 ms at most, and seldom; thawed, it is used again', async () => {
  const { store } = await openedUp(redis.url);
  const reads = readsOver(store);
  const normal = p95(await timed(300, reading(reads, 'normal')));
  redis.freeze();
  const frozen = await timed(300, reading(reads, 'frozen'));
  const late = frozen.filter((ms) => ms > 30).length;
  console.log(
    `p95 of reads: ${normal.toFixed(1)} ms, frozen ${p95(frozen).toFixed(1)} ms; ${late} of 300 waited, at most ${frozen.at(-1)!.toFixed(0)} ms`,
  );
  expect(p95(frozen)).toBeLessThanOrEqual(normal + 50);
  expect(late).toBeLessThanOrEqual(5);
  // Past the moment at which it is hung up on.
  await sleep(4_500);
  expect(p95(await timed(100, reading(reads, 'frozen on')))).toBeLessThanOrEqual(normal + 50);
  redis.thaw();
  const backMs = await until(async () => {
    await reading(reads, 'thawed')(0);
    return store.health().up;
  });
  console.log(`thawed: used again after ${Math.round(backMs)} ms`);
});

test('slow by 2 s, it costs 50 ms at most, and seldom', async () => {
  const proxy = await startSlowProxy(redis.port);
  const { store } = await openedUp(proxy.url);
  const reads = readsOver(store);
  proxy.delay(2_000);
  const slow = await timed(300, reading(reads, 'slow'));
  console.log(`slow: p95 ${p95(slow).toFixed(1)} ms, ${slow.filter((ms) => ms > 30).length} of 300 waited`);
  expect(slow.filter((ms) => ms > 30).length).toBeLessThanOrEqual(5);
  expect(slow.at(-1)!).toBeLessThan(150);
  proxy.delay(0);
  await until(async () => {
    await reading(reads, 'quick')(0);
    return store.health().up;
  });
  await closeAll();
  await proxy.close();
});

test('full, it is read, and written to in vain', async () => {
  const full = await startRedis({ settings: { maxmemory: '2mb', 'maxmemory-policy': 'noeviction' } });
  const { store } = await openedUp(full.url);
  const reads = readsOver(store);
  const blob = () =>
    asking(() =>
      reads.one(indicator(`blob ${Math.random()}`), async () =>
        Buffer.from(Array.from({ length: 60_000 }, () => Math.random() * 256)),
      ),
    );
  await until(async () => {
    await blob();
    return store.health().errors > 0;
  });
  expect(p95(await timed(100, reading(reads, 'full')))).toBeLessThan(50);
  expect(store.health().up).toBe(true);
  await store.forget(of);
  await store.forget({ source: of.source });
  await closeAll();
  await full.stop();
});

test('with another password, it is never used, and the log says why but not what', async () => {
  const locked = await startRedis({ settings: { requirepass: 'the right one' } });
  const { store, lines } = open(locked.url.replace('//', '//:the-wrong-one@'));
  await until(() => lines.length > 0);
  expect(p95(await timed(100, reading(readsOver(store), 'locked')))).toBeLessThan(20);
  await sleep(1_500);
  expect(lines).toEqual([expect.stringContaining('WRONGPASS')]);
  expect(lines.join()).not.toMatch(/wrong-one|127\.0\.0\.1/);
  expect(store.health().up).toBe(false);
  await closeAll();
  await locked.stop();
});

describe('what is forgotten while it cannot be told', () => {
  const old = async (store: EntryStore, key: string) => {
    await asking(() => readsOver(store).one(indicator(key), async () => 'old'));
    // Known elsewhere, and so in Redis.
    const { store: another } = await openedUp(redis.url);
    await until(async () => 'value' in (await asking(() => readsOver(another).one(indicator(key), nothing))));
    return another;
  };
  const untilGone = (store: EntryStore, key: string) =>
    until(async () => !('value' in (await asking(() => readsOver(store).one(indicator(key), nothing)))));

  test('is said not to be, and forgotten everywhere once it is there again: frozen', async () => {
    const { store } = await openedUp(redis.url);
    const another = await old(store, 'frozen');
    redis.freeze();
    await expect(store.forget({ ...of, key: 'frozen' })).rejects.toThrow('no answer in time');
    redis.thaw();
    await untilGone(another, 'frozen');
  });

  test('is said not to be, and forgotten everywhere once it is there again: cut off', async () => {
    const proxy = await startSlowProxy(redis.port);
    const { store } = await openedUp(proxy.url);
    const another = await old(store, 'cut off');
    proxy.cut(true);
    await until(() => !store.health().up);
    await expect(store.forget({ ...of, key: 'cut off' })).rejects.toThrow('away');
    await readsOver(store).forget('Indicator', 'cut off');
    expect(await asking(() => readsOver(store).one(indicator('cut off'), async () => 'new'))).toMatchObject({ value: 'new' });
    proxy.cut(false);
    await untilGone(another, 'cut off');
    await closeAll();
    await proxy.close();
  });
});

test('20,000 reads while it is away leave nothing behind', async () => {
  await redis.kill();
  const { store } = open(redis.url);
  const reads = readsOver(store);
  const same = (index: number) =>
    asking(() => reads.many('HealthRecord', [`${index % 50}`], async (keys) => keys), { reader: `${index % 7}` });
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed / 1024 / 1024;
  };
  await timed(2_000, same);
  const before = heap();
  await timed(20_000, same);
  const grown = heap() - before;
  console.log(`heap after 20,000 reads while it is away: ${grown.toFixed(1)} MB more`);
  expect(grown).toBeLessThan(5);
  await redis.restart();
});
