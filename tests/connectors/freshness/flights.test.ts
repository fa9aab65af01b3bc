import { describe, expect, test } from '@jest/globals';
import { createMemoryStore } from '../../../connectors/freshness/memory-store.js';
import type { Reads } from '../../../connectors/freshness/reads.js';
import { asking, counted, down, latch, lives, readsOver, source } from './reading.js';

const indicator = { kind: 'Indicator', key: 'all' } as const;
const record = { kind: 'HealthRecord', key: '079312345678' } as const;
const turns = () => new Promise((resolve) => setImmediate(resolve));

describe('asked for by many at once', () => {
  test('a source is asked once by two hundred', async () => {
    const reads = readsOver();
    const load = counted(() => 'x');
    const slow = async () => {
      await turns();
      return load.one();
    };
    const answers = await Promise.all(Array.from({ length: 200 }, () => asking(() => reads.one(indicator, slow))));
    for (const answer of answers) expect(answer).toMatchObject({ value: 'x', note: { status: 'OK' } });
    expect(load.asked).toHaveLength(1);
  });

  test('a source is asked once even for what is never kept', async () => {
    const reads = readsOver(createMemoryStore(), lives(0, 0));
    const load = counted(() => 'x');
    const slow = async () => {
      await turns();
      return load.one();
    };
    await Promise.all([1, 2, 3].map(() => asking(() => reads.one(indicator, slow))));
    expect(load.asked).toHaveLength(1);
  });

  test('what is of people is asked for once by each reader', async () => {
    const reads = readsOver();
    const { opened, open } = latch();
    const load = counted(() => 'x');
    const slow = async () => {
      await opened;
      return load.one();
    };
    const readers = ['a', 'b', 'a', 'b', 'a'].map((reader) => asking(() => reads.one(record, slow), { reader }));
    open();
    await Promise.all(readers);
    expect(load.asked).toHaveLength(2);
  });

  test('several share what one of them asks for already, and ask for the rest', async () => {
    const reads = readsOver();
    const { opened, open } = latch();
    const asked: (readonly string[])[] = [];
    const load = async (keys: readonly string[]) => {
      asked.push(keys);
      await opened;
      return keys;
    };
    const first = asking(() => reads.many('Indicator', ['a', 'b'], load));
    await turns();
    const second = asking(() => reads.many('Indicator', ['c', 'b'], load));
    await turns();
    open();
    expect(await first).toMatchObject({ value: ['a', 'b'] });
    expect(await second).toMatchObject({ value: ['c', 'b'] });
    expect(asked).toEqual([['a', 'b'], ['c']]);
  });

  test('a load that fails fails for all that wait, and the next asks again', async () => {
    const reads = readsOver();
    const load = counted(() => {
      throw down();
    });
    const answers = await Promise.all([1, 2, 3].map(() => asking(() => reads.one(indicator, load.one))));
    for (const answer of answers) expect(answer).toMatchObject({ code: 'SOURCE_UNAVAILABLE', note: { status: 'FAILED' } });
    expect(load.asked).toHaveLength(1);
    expect(await asking(() => reads.one(indicator, async () => 'x'))).toMatchObject({ value: 'x' });
  });

  test('who cannot wait longer is told so; the others, and who comes later, have the answer', async () => {
    const reads = readsOver();
    const { opened, open } = latch<string>();
    const load = counted(() => opened);
    const hurried = asking(() => reads.one(indicator, load.one), { deadline: Date.now() + 20 });
    const patient = asking(() => reads.one(indicator, load.one));
    expect(await hurried).toMatchObject({ code: 'SOURCE_TIMEOUT', note: { status: 'FAILED' } });
    open('x');
    expect(await patient).toMatchObject({ value: 'x' });
    expect(await asking(() => reads.one(indicator, load.one))).toMatchObject({ value: 'x' });
    expect(load.asked).toHaveLength(1);
  });
});

describe('forgotten while it is being asked for', () => {
  for (const [what, forget] of [
    ['by its key', (reads: Reads) => reads.forget('Indicator', 'all')],
    ['with its kind', (reads: Reads) => reads.forget('Indicator')],
    ['with its source', (reads: Reads) => reads.forget()],
  ] as const)
    test(`${what}, an answer is not kept, and not waited for by who asks after`, async () => {
      const reads = readsOver();
      const old = latch<string>();
      const before = asking(() => reads.one(indicator, () => old.opened));
      await turns();
      await forget(reads);
      const after = asking(() => reads.one(indicator, async () => 'new'));
      expect(await after).toMatchObject({ value: 'new' });
      old.open('old');
      expect(await before).toMatchObject({ value: 'old' });
      expect(await asking(() => reads.one(indicator, async () => 'asked again'))).toMatchObject({ value: 'new' });
    });

  test('who asks after shares one answer, though the one from before lands first', async () => {
    const reads = readsOver();
    const [old, young] = [latch<string>(), latch<string>()];
    const before = asking(() => reads.one(indicator, () => old.opened));
    await turns();
    await reads.forget('Indicator', 'all');
    const after = asking(() => reads.one(indicator, () => young.opened));
    await turns();
    old.open('old');
    await before;
    const third = asking(() => reads.one(indicator, async () => 'asked again'));
    await turns();
    young.open('new');
    for (const told of [await after, await third]) expect(told).toMatchObject({ value: 'new' });
  });

  test('another entity, kind or source, it is kept', async () => {
    const store = createMemoryStore();
    const reads = readsOver(store);
    const { opened, open } = latch<string>();
    const answer = asking(() => reads.one(indicator, () => opened));
    await turns();
    await reads.forget('Indicator', 'another');
    await reads.forget('Observation');
    await store.forget({ source: `${source.id}-2` });
    open('x');
    await answer;
    expect(await asking(() => reads.one(indicator, async () => 'asked again'))).toMatchObject({ value: 'x' });
  });
});
