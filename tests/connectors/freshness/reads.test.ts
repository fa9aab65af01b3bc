import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createMemoryStore } from '../../../connectors/freshness/memory-store.js';
import { asking, counted, down, lives, readsOver } from './reading.js';

const fault = (): never => {
  throw down();
};
const indicator = { kind: 'Indicator', key: 'all' } as const;
const record = { kind: 'HealthRecord', key: '079312345678' } as const;

let now = 1_800_000_000_000;
beforeEach(() => {
  now = 1_800_000_000_000;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => {
  jest.restoreAllMocks();
});
const later = (seconds: number) => (now += seconds * 1000);

describe('what is kept', () => {
  test('is shown while it is fresh, with its age, and asked for again after', async () => {
    const reads = readsOver();
    const load = counted(() => now);
    const first = await asking(() => reads.one(indicator, load.one));
    later(599);
    const again = await asking(() => reads.one(indicator, load.one));
    expect(again).toMatchObject({ value: (first as { value: number }).value, note: { status: 'OK', ageSeconds: 599 } });
    later(1);
    expect(await asking(() => reads.one(indicator, load.one))).toMatchObject({ value: now, note: { ageSeconds: 0 } });
    expect(load.asked).toHaveLength(2);
  });

  test('is shown as stale where the source cannot answer, and no longer than its kind allows', async () => {
    const reads = readsOver(createMemoryStore(), lives(10, 100));
    await asking(() => reads.one(indicator, async () => 'kept'));
    later(109);
    expect(await asking(() => reads.one(indicator, fault))).toMatchObject({
      value: 'kept',
      note: { status: 'STALE', ageSeconds: 109 },
    });
    later(1);
    expect(await asking(() => reads.one(indicator, fault))).toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      note: { status: 'FAILED' },
    });
  });

  test('is not shown stale where nobody can be told, nor for a fault that is not the source’s', async () => {
    const reads = readsOver();
    await asking(() => reads.one(indicator, async () => 'kept'));
    later(700);
    await expect(reads.one(indicator, fault)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    const ours = await asking(() =>
      reads.one(indicator, async () => {
        throw new TypeError('ours');
      }),
    );
    expect(ours).toMatchObject({ code: expect.any(TypeError), note: { status: 'OK' } });
  });

  test('is asked for again where it is older than the client accepts, and refused where the source cannot answer', async () => {
    const reads = readsOver();
    const load = counted(() => now);
    await asking(() => reads.one(indicator, load.one));
    later(30);
    expect(await asking(() => reads.one(indicator, fault), { maxAgeSeconds: 20 })).toMatchObject({ code: 'DATA_TOO_OLD' });
    expect(await asking(() => reads.one(indicator, load.one), { maxAgeSeconds: 31 })).toMatchObject({ note: { ageSeconds: 30 } });
    expect(await asking(() => reads.one(indicator, load.one), { maxAgeSeconds: 30 })).toMatchObject({ note: { ageSeconds: 0 } });
    later(700);
    expect(await asking(() => reads.one(indicator, fault), { maxAgeSeconds: 701 })).toMatchObject({ note: { status: 'STALE' } });
    expect(load.asked).toHaveLength(2);
  });

  test('is nothing where the clock that dated it was far ahead', async () => {
    const reads = readsOver();
    const load = counted(() => now);
    await asking(() => reads.one(indicator, load.one));
    later(-3_600);
    await asking(() => reads.one(indicator, load.one));
    expect(load.asked).toHaveLength(2);
  });

  test('may be that there is none', async () => {
    const reads = readsOver();
    const load = counted(() => null);
    for (let round = 0; round < 3; round += 1)
      expect(await asking(() => reads.one(indicator, load.one))).toMatchObject({ value: null });
    expect(load.asked).toHaveLength(1);
  });

  test('is nothing for a kind that is never kept', async () => {
    const reads = readsOver(createMemoryStore(), lives(0, 0));
    const load = counted(() => 'x');
    await asking(() => reads.one(indicator, load.one));
    await asking(() => reads.one(indicator, load.one));
    expect(load.asked).toHaveLength(2);
    expect(await asking(() => reads.one(indicator, fault))).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });

  test('is asked for each time for a kind that is never fresh, and shown stale only', async () => {
    const reads = readsOver(createMemoryStore(), lives(0, 60));
    await asking(() => reads.one(indicator, async () => 'x'));
    expect(await asking(() => reads.one(indicator, fault))).toMatchObject({ value: 'x', note: { status: 'STALE' } });
  });

  test('is no newer than what it was made of', async () => {
    const reads = readsOver();
    await asking(() => reads.one(indicator, async () => 'part'));
    later(50);
    const whole = { kind: 'Observation', key: 'whole' } as const;
    const made = () => reads.one(whole, async () => `of ${await reads.one(indicator, fault as () => Promise<string>)}`);
    expect(await asking(made)).toMatchObject({ value: 'of part', note: { ageSeconds: 50 } });
  });
});

describe('what is of people', () => {
  test('is kept for one reader, and never stale', async () => {
    const reads = readsOver();
    const load = counted(() => now);
    await asking(() => reads.one(record, load.one));
    await asking(() => reads.one(record, load.one));
    expect(load.asked).toHaveLength(1);
    await asking(() => reads.one(record, load.one), { reader: 'reader-b' });
    expect(load.asked).toHaveLength(2);
    later(16);
    expect(await asking(() => reads.one(record, fault))).toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      note: { status: 'FAILED' },
    });
  });

  test('is not kept where it is read for nobody', async () => {
    const reads = readsOver();
    const load = counted(() => 'x');
    await reads.one(record, load.one);
    await reads.one(record, load.one);
    expect(load.asked).toHaveLength(2);
  });
});

describe('several at once', () => {
  test('are asked for as far as they are not known, each once, and answered in order', async () => {
    const reads = readsOver();
    const load = counted((key) => `is ${key}`);
    await asking(() => reads.many('Indicator', ['b', 'd'], load.many));
    const { value } = (await asking(() => reads.many('Indicator', ['a', 'b', 'a', 'c', 'd'], load.many))) as { value: unknown };
    expect(value).toEqual(['is a', 'is b', 'is a', 'is c', 'is d']);
    expect(load.asked).toEqual([
      ['b', 'd'],
      ['a', 'c'],
    ]);
  });

  test('an error costs its own place, and is not kept', async () => {
    const reads = readsOver();
    let broken = true;
    const load = counted((key) => (key === 'b' && broken ? down() : key));
    const first = (await asking(() => reads.many('Indicator', ['a', 'b', 'c'], load.many))) as {
      value: unknown[];
      note: unknown;
    };
    expect(first.value).toEqual(['a', expect.objectContaining({ code: 'SOURCE_UNAVAILABLE' }), 'c']);
    expect(first.note).toMatchObject({ status: 'FAILED', ageSeconds: 0 });
    broken = false;
    expect(await asking(() => reads.many('Indicator', ['a', 'b', 'c'], load.many))).toMatchObject({ value: ['a', 'b', 'c'] });
    expect(load.asked.at(-1)).toEqual(['b']);
  });

  test('none of them cost nothing, and say nothing of the source', async () => {
    const load = counted((key) => key);
    expect(await asking(() => readsOver().many('Indicator', [], load.many))).toEqual({ value: [], note: undefined });
    expect(load.asked).toHaveLength(0);
  });

  test('fewer answers than were asked for are an error for each', async () => {
    const reads = readsOver();
    const { value } = (await asking(() => reads.many('Indicator', ['a', 'b'], async () => ['a']))) as { value: unknown[] };
    expect(value).toEqual([expect.any(TypeError), expect.any(TypeError)]);
    expect(await asking(() => reads.many('Indicator', ['a', 'b'], async (keys) => keys))).toMatchObject({ value: ['a', 'b'] });
  });
});

test('what a caller does to an answer changes it for nobody else', async () => {
  const reads = readsOver();
  const read = () => reads.one(indicator, async () => ({ rows: [1], blob: Uint8Array.of(1, 2) }));
  const spoil = async () => {
    const answer = await read();
    const [before, first] = [[...answer.rows], answer.blob[0]];
    answer.rows.push(2);
    answer.blob[0] = 9;
    return { before, first };
  };
  const answers = await Promise.all([1, 2, 3].map(() => asking(spoil)));
  answers.push(await asking(spoil), await asking(spoil));
  for (const answer of answers) expect(answer).toMatchObject({ value: { before: [1], first: 1 } });
});

test('what is not data is refused, not kept in part', async () => {
  const read = () => readsOver().one(indicator, async () => ({ call: () => 1 }));
  expect(await asking(read)).toMatchObject({ code: expect.anything() });
});
