import { expect, test } from '@jest/globals';
import { createMemoryStore } from '../../../connectors/freshness/memory-store.js';

const of = { source: 'kpi-vinh', kind: 'Indicator' } as const;
const entry = (length: number) => ({ bytes: new Uint8Array(length), fetchedAt: Date.now() });
const entityOf = (store: ReturnType<typeof createMemoryStore>, key: string) => ({ ...of, name: store.nameOf(of, key) });

test('keeps no more than it may, and what was read last', async () => {
  const store = createMemoryStore({ maxBytes: 100_000 });
  const isKept = async (key: string) => (await store.get(of, [store.nameOf(of, key)], ''))[0] !== null;
  for (let index = 0; index < 1_000; index += 1) {
    store.set(entityOf(store, `${index}`), '', entry(1_000), 60_000);
    expect(await isKept('0')).toBe(true);
  }
  expect(store.health().entries).toBeLessThanOrEqual(100);
  expect(await isKept('500')).toBe(false);
  expect(await isKept('999')).toBe(true);
});

test('keeps one entity for so many readers only', async () => {
  const store = createMemoryStore();
  for (let reader = 0; reader < 10_000; reader += 1) store.set(entityOf(store, 'a'), `reader-${reader}`, entry(10), 60_000);
  const kept = await Promise.all(
    Array.from({ length: 10_000 }, async (_, reader) => (await store.get(of, [store.nameOf(of, 'a')], `reader-${reader}`))[0]),
  );
  expect(kept.filter(Boolean).length).toBeLessThanOrEqual(64);
  expect(kept.at(-1)).not.toBeNull();
});

test('forgets an entity for all its readers, a kind, and a source', async () => {
  const store = createMemoryStore();
  const kept = (key: string, reader = '') => store.get(of, [store.nameOf(of, key)], reader).then(([found]) => found !== null);
  const fill = () => {
    for (const key of ['a', 'b']) for (const reader of ['', 'r']) store.set(entityOf(store, key), reader, entry(1), 60_000);
  };
  fill();
  await store.forget({ ...of, key: 'a' });
  expect([await kept('a'), await kept('a', 'r'), await kept('b'), await kept('b', 'r')]).toEqual([false, false, true, true]);
  fill();
  await store.forget({ source: of.source, kind: 'Observation' });
  expect(await kept('a')).toBe(true);
  await store.forget(of);
  expect([await kept('a'), await kept('b', 'r')]).toEqual([false, false]);
  fill();
  await store.forget({ source: of.source });
  expect(await kept('a')).toBe(false);
  fill();
  expect(await kept('a')).toBe(true);
});

test('keeps nothing that is to be kept for no time, and drops what has had its time', async () => {
  const store = createMemoryStore();
  store.set(entityOf(store, 'never'), '', entry(1), 0);
  expect(store.health().entries).toBe(0);
  store.set(entityOf(store, 'briefly'), '', entry(1), 5);
  await new Promise((resolve) => setTimeout(resolve, 10));
  const found = await store.get(of, [store.nameOf(of, 'never'), store.nameOf(of, 'briefly')], '');
  expect(found).toEqual([null, null]);
});

test('keeps nothing under a key that can be read or guessed', () => {
  const [one, other] = [createMemoryStore(), createMemoryStore()];
  const name = one.nameOf(of, '079312345678');
  expect(name).not.toContain('079312345678');
  expect(name).not.toBe(other.nameOf(of, '079312345678'));
  expect(name).not.toBe(one.nameOf({ ...of, kind: 'Observation' }, '079312345678'));
});

test('says how much it has, and found', async () => {
  const store = createMemoryStore();
  store.set(entityOf(store, 'a'), '', entry(1), 60_000);
  await store.get(of, [store.nameOf(of, 'a'), store.nameOf(of, 'b'), store.nameOf(of, 'c')], '');
  expect(store.health()).toEqual({ kind: 'MEMORY', up: true, hits: 1, misses: 2, refused: 0, errors: 0, entries: 1 });
});
