import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createClient } from 'redis';
import type { Reads } from '../../connectors/freshness/reads.js';
import { asking, counted, down, readsOver } from '../connectors/freshness/reading.js';
import { closeAll, of, ofPeople, openedUp, secret, until } from './opened.js';

const url = process.env['REDIS_URL']!;
const redis = createClient({ url });
redis.on('error', () => undefined);

beforeEach(async () => {
  if (!redis.isOpen) await redis.connect();
  await redis.flushAll();
});
afterEach(closeAll);
afterAll(() => redis.destroy());

const indicator = { kind: 'Indicator', key: 'all' } as const;
const record = { kind: 'HealthRecord', key: '079312345678' } as const;
const answers = async (value: string) => value;
const isThere = async (pattern: string, count = 1) => until(async () => (await redis.keys(pattern)).length === count);

const nothing = async (): Promise<string> => {
  throw down();
};
const untilTold = (reads: Reads, value: string, load: () => Promise<string>) =>
  until(async () => {
    const told = await asking(() => reads.one(indicator, load));
    return 'value' in told && told.value === value;
  });

async function two() {
  const [one, other] = [await openedUp(url), await openedUp(url)];
  return { one: readsOver(one.store), other: readsOver(other.store), stores: [one.store, other.store] as const };
}

describe('two processes', () => {
  test('ask a source once', async () => {
    const { one, other, stores } = await two();
    const load = counted(() => 'x');
    await asking(() => one.one(indicator, load.one));
    await isThere('h:*');
    expect(await asking(() => other.one(indicator, load.one))).toMatchObject({ value: 'x', note: { status: 'OK' } });
    expect(load.asked).toHaveLength(1);
    expect(stores[1].health()).toMatchObject({ kind: 'REDIS', up: true, hits: 1, refused: 0, errors: 0, entries: 1 });
  });

  test('ask only for those of several that neither knows, and keep that there is none', async () => {
    const { one, other } = await two();
    const load = counted((key) => (key === 'none' ? null : key));
    await asking(() => one.many('Indicator', ['a', 'none'], load.many));
    await isThere('h:*', 2);
    const third = await asking(() => other.many('Indicator', ['b', 'none', 'a'], load.many));
    expect(third).toMatchObject({ value: ['b', null, 'a'] });
    expect(load.asked).toEqual([['a', 'none'], ['b']]);
  });

  test('what is of people is shared for one reader only, for moments, and cannot be read in Redis', async () => {
    const { one, other } = await two();
    const load = counted(() => 'Trần Thị Bình');
    await asking(() => one.one(record, load.one), { reader: 'a' });
    await isThere('h:*');
    await asking(() => other.one(record, load.one), { reader: 'a' });
    expect(load.asked).toHaveLength(1);
    await asking(() => other.one(record, load.one), { reader: 'b' });
    expect(load.asked).toHaveLength(2);
    const [key] = await redis.keys('h:*');
    await until(async () => (await redis.hLen(key!)) === 2);
    expect(await redis.pTTL(key!)).toBeLessThanOrEqual(15_000);
    const all = `${key} ${JSON.stringify(await redis.hGetAll(key!))}`;
    expect(all).not.toMatch(/0793|Bình|reader/);
  });

  test('with another key, or for another tenant, share nothing', async () => {
    const load = counted(() => 'x');
    for (const options of [{}, { key: `${secret}!` }, { tenant: 'hue' }]) {
      const { store } = await openedUp(url, options);
      await asking(() => readsOver(store).one(indicator, load.one));
    }
    expect(load.asked).toHaveLength(3);
  });

  test.each([
    ['an entity', ['Indicator', 'all']],
    ['a kind', ['Indicator']],
    ['a source', []],
  ] as const)('forget %s together', async (_, what) => {
    const { one, other } = await two();
    await asking(() => one.one(indicator, () => answers('old')));
    await isThere('h:*');
    await asking(() => other.one(indicator, () => answers('asked again')));
    await one.forget(...(what as []));
    await untilTold(other, 'new', () => answers('new'));
    await untilTold(one, 'new', nothing);
  });

  test('neither keeps what was on its way while the other forgot it', async () => {
    const { one, other, stores } = await two();
    await asking(() => other.one({ kind: 'Indicator', key: 'first' }, () => answers('x')));
    let land!: (value: string) => void;
    const old = asking(() => other.one(indicator, () => new Promise<string>((resolve) => (land = resolve))));
    await until(() => land !== undefined);
    await one.forget('Indicator', 'all');
    const entity = { ...of, name: stores[1].nameOf(of, 'all') };
    await until(() => stores[1].forgottenAt(entity) > 1);
    land('old');
    expect(await old).toMatchObject({ value: 'old' });
    expect(await asking(() => one.one(indicator, () => answers('new')))).toMatchObject({ value: 'new' });
  });
});

test('what another process forgot without being heard is noticed by its generation', async () => {
  const { store } = await openedUp(url);
  const reads = readsOver(store);
  await asking(() => reads.one({ kind: 'Indicator', key: 'first' }, () => answers('x')));
  let land!: (value: string) => void;
  const old = asking(() => reads.one(indicator, () => new Promise<string>((resolve) => (land = resolve))));
  await until(() => land !== undefined);
  await redis.hSet('g:nghe-an:kpi-vinh', 'Indicator', 'abcdefghijkl');
  await asking(() => reads.one({ kind: 'Indicator', key: 'second' }, () => answers('x')));
  land('old');
  await old;
  expect(await asking(() => reads.one(indicator, () => answers('new')))).toMatchObject({ value: 'new' });
});

describe('a Redis that lies', () => {
  const found = async (lie: (key: string, field: string) => Promise<unknown>) => {
    const first = await openedUp(url);
    await asking(() => readsOver(first.store).one(indicator, () => answers('true')));
    await isThere('h:nghe-an:*');
    const [key] = await redis.keys('h:nghe-an:*');
    await lie(key!, '_');
    const { store } = await openedUp(url);
    const told = await asking(() => readsOver(store).one(indicator, () => answers('asked again')));
    return { told, health: store.health() };
  };

  test('with noise, is not believed', async () => {
    const { told, health } = await found((key, field) => redis.hSet(key, field, 'noise'));
    expect(told).toMatchObject({ value: 'asked again' });
    expect(health).toMatchObject({ refused: 1, misses: 1 });
  });

  test('with an answer of another tenant, or of another entity, is not believed', async () => {
    const { store } = await openedUp(url, { tenant: 'hue' });
    await asking(() => readsOver(store).one(indicator, () => answers('of Huế')));
    await isThere('h:hue:*');
    const { told, health } = await found(async (_, field) => {
      const copy = async (from: string, to: string) => {
        const raw = redis.withTypeMapping({ 36: Buffer });
        await redis.hSet(to, field, (await raw.hGet(from, field)) as unknown as Buffer);
      };
      await copy((await redis.keys('h:hue:*'))[0]!, (await redis.keys('h:nghe-an:*'))[0]!);
    });
    expect(told).toMatchObject({ value: 'asked again' });
    expect(health.refused).toBe(1);
  });

  test('with something else than a hash, or a generation of its own, is not believed', async () => {
    for (const lie of [
      async (key: string) => {
        await redis.del(key);
        await redis.set(key, 'x');
      },
      () => redis.hSet('g:nghe-an:kpi-vinh', '*', 'x'.repeat(100_000)),
      () => redis.set('g:nghe-an:kpi-vinh', 'x'),
      () => redis.del('g:nghe-an:kpi-vinh'),
    ]) {
      await redis.flushAll();
      const { told } = await found(lie);
      expect(told).toMatchObject({ value: 'asked again', note: { status: 'OK' } });
    }
  });

  test('with messages that mean nothing, is not listened to', async () => {
    const { store } = await openedUp(url);
    for (const message of ['', '{', '[]', '{"source":7}']) await redis.publish('f:nghe-an', message);
    await until(() => store.health().refused === 4);
    expect(store.health().up).toBe(true);
  });
});

test('keeps one entity for so many readers only', async () => {
  const { store } = await openedUp(url);
  const reads = readsOver(store);
  for (let reader = 0; reader < 200; reader += 1)
    await asking(() => reads.one(record, () => answers('x')), { reader: `${reader}` });
  await isThere('h:*');
  const [key] = await redis.keys('h:*');
  expect(await redis.hLen(key!)).toBeLessThanOrEqual(65);
});

test('whatever is kept in Redis ends by itself', async () => {
  const { store } = await openedUp(url);
  const entity = { ...ofPeople, name: store.nameOf(ofPeople, 'a') };
  await store.get(ofPeople, [entity.name], 'a');
  store.set(entity, 'a', { bytes: Uint8Array.of(1), fetchedAt: Date.now() }, 300);
  await isThere('h:*');
  await isThere('h:*', 0);
});
