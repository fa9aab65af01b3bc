import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { array, assert, asyncProperty, constantFrom, integer, oneof } from 'fast-check';
import { entryOf, genesis } from '../../gateway/access-log/evidence/chain.js';
import { rootOf } from '../../gateway/access-log/evidence/merkle.js';
import { StoreFailure } from '../../gateway/access-log/store/database.js';
import { createAccessLogWriter, NotRecorded, type AccessLogWriter, type WriterOptions } from '../../gateway/access-log/writer.js';
import { prepare } from '../../gateway/access-log/writer/prepared.js';
import { fakeStore } from './store/fake-store.js';
import { readWhole, record, requestOf, sign } from './store/records.js';

let writer: AccessLogWriter;
const write = (fake: ReturnType<typeof fakeStore>, options: Partial<WriterOptions> = {}) => {
  writer = createAccessLogWriter({ store: fake.store, log: 'hub', commitTimeoutMs: 100, closeTimeoutMs: 500, ...options });
  return writer;
};
afterEach(() => writer.close());

const gate = () => {
  let open!: () => void;
  const shut = new Promise<void>((resolve) => (open = resolve));
  return { shut, open };
};
const said = async (fake: ReturnType<typeof fakeStore>) => {
  // Throws where an entry does not follow the one before.
  const { all } = await readWhole(fromArray(fake.entries));
  return all.map(requestOf);
};
async function* fromArray<T>(items: readonly T[]) {
  yield* items;
}
const until = async (holds: () => boolean) => {
  for (let tries = 0; !holds() && tries < 300; tries++) await sleep(10);
  expect(holds()).toBe(true);
};

describe('the writer', () => {
  test('takes along with each commit what came during the one before', async () => {
    const fake = fakeStore();
    await write(fake).start();
    const { shut, open } = gate();
    fake.faults.push(shut);
    const all = ['a', 'b'].map((name) => writer.commit(record(name)));
    await sleep(5);
    all.push(...['c', 'd', 'e'].map((name) => writer.commit(record(name))));
    expect(fake.commits).toEqual([]);
    open();
    await Promise.all(all);
    expect(fake.commits).toEqual([2, 3]);
    expect(await said(fake)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('begins by itself, once the store is there', async () => {
    const fake = fakeStore();
    fake.fail(new StoreFailure('down'));
    await expect(write(fake, { commitTimeoutMs: 2_000 }).start()).rejects.toThrow('down');
    expect(writer.healthy()).toBe(false);
    const committed = writer.commit(record('a'));
    fake.fail(null);
    await committed;
    expect(writer.healthy()).toBe(true);
  });

  test.each(['lost', 'ambiguous'] as const)('writes a batch once, after a commit that was %s', async (fault) => {
    const fake = fakeStore();
    await write(fake, { commitTimeoutMs: 2_000 }).start();
    await writer.commit(record('a'));
    fake.faults.push(fault);
    await Promise.all(['b', 'c'].map((name) => writer.commit(record(name))));
    await writer.commit(record('d'));
    expect(await said(fake)).toEqual(['a', 'b', 'c', 'd']);
    expect(writer.healthy()).toBe(true);
    expect(writer.waiting()).toBe(0);
  });

  test('says what the client got instead, of a record that was not sent in time', async () => {
    const fake = fakeStore();
    await write(fake).start();
    const { shut, open } = gate();
    fake.faults.push(shut);
    const sent = writer.commit(record('sent'), { otherwise: record('sent: 503') });
    await sleep(5);
    const queued = writer.commit(record('queued'), { otherwise: record('queued: 503') });
    const open503 = await Promise.allSettled([sent, queued]);
    expect(open503.map((end) => end.status === 'rejected' && end.reason instanceof NotRecorded)).toEqual([true, true]);
    expect(writer.healthy()).toBe(false);
    open();
    await until(() => writer.waiting() === 0);
    expect(await said(fake)).toEqual(['sent', 'queued: 503', 'sent: 503']);
    expect(writer.healthy()).toBe(true);
  });

  test('says it of a record that was sent and did not arrive, too', async () => {
    const fake = fakeStore();
    await write(fake).start();
    const { shut, open } = gate();
    fake.faults.push(shut.then(() => Promise.reject(new StoreFailure('lost'))));
    await expect(writer.commit(record('sent'), { otherwise: record('sent: 503') })).rejects.toThrow(NotRecorded);
    open();
    await until(() => writer.waiting() === 0);
    expect(await said(fake)).toEqual(['sent: 503']);
  });

  test('rejects at once while the store has been away for longer than a commit may take, and keeps what was said instead', async () => {
    const fake = fakeStore();
    await write(fake).start();
    fake.fail(new StoreFailure('down'));
    await expect(writer.commit(record('a'), { otherwise: record('a: 503') })).rejects.toThrow(NotRecorded);
    const began = performance.now();
    await expect(writer.commit(record('b'), { otherwise: record('b: 503') })).rejects.toThrow(NotRecorded);
    expect(performance.now() - began).toBeLessThan(50);
    expect(writer.enqueue(record('c'))).toBe(true);
    fake.fail(null);
    await until(() => writer.healthy());
    expect(await said(fake)).toEqual(['a: 503', 'b: 503', 'c']);
  });

  test('has room for so many records, and says at once when there is none', async () => {
    const fake = fakeStore();
    await write(fake, { queueLimit: 4 }).start();
    const { shut, open } = gate();
    fake.faults.push(shut);
    const all = ['a', 'b', 'c', 'd'].map((name) => writer.commit(record(name)));
    await sleep(5);
    expect(writer.healthy()).toBe(false);
    expect(writer.enqueue(record('e'))).toBe(false);
    await expect(writer.commit(record('f'))).rejects.toThrow('no room');
    open();
    await Promise.all(all);
    expect(await said(fake)).toEqual(['a', 'b', 'c', 'd']);
    expect(writer.enqueue(record('g'))).toBe(true);
  });

  test('counts the people a record names as room, too', async () => {
    const fake = fakeStore();
    await write(fake, { queueBytes: 1_000_000 }).start();
    const { shut, open } = gate();
    fake.faults.push(shut);
    const large = writer.commit(record('large', { subjects: Array.from({ length: 10_000 }, (_, number) => String(number)) }));
    expect(writer.enqueue(record('small'))).toBe(false);
    open();
    await large;
    expect(writer.enqueue(record('small'))).toBe(true);
  });

  test('does not go on where the log no longer stands where it left it', async () => {
    const fake = fakeStore();
    await write(fake).start();
    await writer.commit(record('a'));
    const old = fake.head();
    await writer.commit(record('b'));
    fake.setHead(old);
    await expect(writer.commit(record('c'))).rejects.toThrow(NotRecorded);
    expect(writer.healthy()).toBe(false);
    expect(fake.entries).toHaveLength(2);
  });

  test('refuses a record that has no canonical form, and nothing else', async () => {
    const fake = fakeStore();
    await write(fake).start();
    const all = [record('a'), record('half a character: \ud800'), record('b')].map((one) => writer.commit(one));
    expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expect(writer.commit(record('c', { at: 'yesterday' }))).rejects.toThrow(RangeError);
    expect(await said(fake)).toEqual(['a', 'b']);
  });

  test('writes the same entry as whoever writes it whole', () => {
    const one = record('Nguyễn "Ánh" \u0000\u2028', { denied: ['a', 'b'], correlation: 'c' });
    const place = { log: 'hub/vinh:1', seq: 12, prev: genesis };
    expect(prepare(one, []).place(place)).toEqual(entryOf(one, place));
    const odd = { ...one, log: 'x', logs: 1, prev: 2, preview: 3, seq: 4, sequel: [5], zz: null };
    expect(prepare(odd, []).place(place)).toEqual(entryOf(odd, place));
  });

  test('begins a commit with each month', async () => {
    const fake = fakeStore();
    await write(fake, { commitTimeoutMs: 2_000 }).start();
    const times = ['2026-03-31T23:59:59.999Z', '2026-04-01T00:00:00.000Z', '2026-04-01T00:00:01.000Z'];
    await Promise.all(times.map((at) => writer.commit(record(at, { at }))));
    expect(fake.commits).toEqual([1, 2]);
  });

  test('signs for what is new, in time and at the end', async () => {
    const fake = fakeStore();
    const published: number[] = [];
    await write(fake, { sign, checkpointMs: 30, publish: ({ size }) => published.push(size) }).start();
    await Promise.all(['a', 'b'].map((name) => writer.commit(record(name))));
    await until(() => fake.checkpoints.length === 1);
    await sleep(100);
    await writer.commit(record('c'));
    await writer.close();
    expect(fake.checkpoints.map(({ size }) => size)).toEqual([2, 3]);
    expect(fake.checkpoints.at(-1)).toMatchObject({
      head: fake.entries.at(-1)!.hash,
      root: rootOf(fake.head().tree),
      log: 'hub',
    });
    expect(published).toEqual([2, 3]);
  });

  test('writes at the end what is queued, and then takes no more', async () => {
    const fake = fakeStore();
    await write(fake).start();
    for (const name of ['a', 'b', 'c']) writer.enqueue(record(name));
    await writer.close();
    expect(await said(fake)).toEqual(['a', 'b', 'c']);
    expect(writer.enqueue(record('d'))).toBe(false);
    await expect(writer.commit(record('d'))).rejects.toThrow(NotRecorded);
  });

  test('ends in time when the store does not answer', async () => {
    const fake = fakeStore();
    await write(fake, { closeTimeoutMs: 50 }).start();
    fake.faults.push(new Promise(() => {}));
    await expect(writer.commit(record('a'))).rejects.toThrow(NotRecorded);
    const began = performance.now();
    await writer.close();
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test('loses nothing and doubles nothing, whatever the store does', async () => {
    const fault = oneof(
      constantFrom('lost' as const, 'ambiguous' as const),
      integer({ min: 0, max: 40 }).map((ms) => ({ ms })),
    );
    const run = async (faults: readonly ('lost' | 'ambiguous' | { ms: number })[], pauses: readonly number[]) => {
      const fake = fakeStore();
      fake.faults.push(...faults.map((one) => (typeof one === 'string' ? one : sleep(one.ms))));
      await write(fake, { commitTimeoutMs: 20 }).start();
      const ends = await Promise.allSettled(
        pauses.map(async (ms, number) => {
          await sleep(ms);
          await writer.commit(record(`r${number}`), { otherwise: record(`r${number}: 503`) });
        }),
      );
      await writer.close();
      const all = await said(fake);
      for (const [number, { status }] of ends.entries()) {
        const mine = all.filter((name) => name.split(':')[0] === `r${number}`);
        const allowed = status === 'fulfilled' ? [[`r${number}`]] : [[`r${number}: 503`], [`r${number}`, `r${number}: 503`]];
        expect(allowed).toContainEqual(mine);
      }
    };
    await assert(
      asyncProperty(array(fault, { maxLength: 6 }), array(integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 20 }), run),
      { numRuns: 15 },
    );
  }, 30_000);
});
