import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rootOf } from '../../../gateway/access-log/evidence/merkle.js';
import type { Database } from '../../../gateway/access-log/store/database.js';
import { openReadOnly } from '../../../gateway/access-log/store/open.js';
import { createSqlStore, isStale } from '../../../gateway/access-log/store/sql-store.js';
import type { AccessStore } from '../../../gateway/access-log/store/store.js';
import { createAccessLogWriter } from '../../../gateway/access-log/writer.js';
import { monthsSuite } from './months-suite.js';
import { questionsSuite } from './questions-suite.js';
import { batchOf, collect, readWhole, record, requestOf, sign, write } from './records.js';

export interface Place {
  /** A folder, or an address. */
  readonly name: string;
  readonly database: Database;
}

/** What holds for the store, wherever it is. */
export function storeSuite(open: () => Promise<Place>): void {
  let store: AccessStore;
  let place: Place;
  beforeAll(async () => {
    place = await open();
    store = createSqlStore(place.database);
    await store.open('order');
  }, 60_000);
  afterAll(() => store.close());

  describe('a log', () => {
    test('begins empty, and holds what was appended, in order', async () => {
      expect(await store.open('order')).toMatchObject({ seq: 0, hash: '0'.repeat(64), month: null });
      const head = await write(
        store,
        'order',
        ['a', 'b', 'c'].map((name) => record(name)),
      );
      const { all, root } = await readWhole(store.entries('order'));
      expect(all.map(requestOf)).toEqual(['a', 'b', 'c']);
      expect(head).toMatchObject({ seq: 3, hash: all[2]!.hash, month: '2026-03-01' });
      expect(rootOf(head.tree)).toBe(root);
      expect(await store.open('order')).toEqual(head);
      expect((await collect(store.entries('order', { from: 2, to: 2 }))).map(requestOf)).toEqual(['b']);
    });

    test('refuses what does not follow its head, and stays as it is', async () => {
      const head = await store.open('order');
      const before = { ...head, seq: head.seq - 1, hash: head.hash };
      const batch = batchOf('order', before, [record('again')]);
      const refused = store.append('order', before, { ...batch, tree: { ...batch.tree, size: head.seq } });
      expect(isStale(await refused.catch((error: unknown) => error))).toBe(true);
      const other = { ...head, hash: 'f'.repeat(64) };
      const forked = store.append('order', other, batchOf('order', other, [record('fork')]));
      expect(isStale(await forked.catch((error: unknown) => error))).toBe(true);
      expect(await store.open('order')).toEqual(head);
      expect((await readWhole(store.entries('order'))).all).toHaveLength(3);
    });

    test('takes no batch before it was opened', async () => {
      const head = await store.open('order');
      await store.release('order');
      await expect(store.append('order', head, batchOf('order', head, [record('d')]))).rejects.toThrow('must be opened');
    });

    test('keeps every character of a record', async () => {
      const name = 'Nguyễn Thị\u0000 "Ánh" \\ \u2028 𠮷';
      await write(store, 'characters', [record(name, { actor: { ...record('x').actor!, subject: `a\u0000b` } })]);
      const { all } = await readWhole(store.entries('characters'));
      expect(requestOf(all[0]!)).toBe(name);
      expect((await store.find({ actor: 'a\uFFFDb' }, { first: 1 })).items).toHaveLength(1);
    });
  });

  questionsSuite(() => store);
  monthsSuite(() => store);

  describe('a writer', () => {
    test('has on disk, once and in order, what it acknowledged, and signs for it', async () => {
      const writer = createAccessLogWriter({ store, log: 'burst', sign, now: () => Date.parse('2026-03-10T04:00:00Z') });
      await writer.start();
      const names = Array.from({ length: 700 }, (_, number) => `r${number}`);
      await Promise.all(names.map((name) => writer.commit(record(name))));
      expect(writer.healthy()).toBe(true);
      await writer.close();
      const { all, root } = await readWhole(store.entries('burst'));
      expect(all.map(requestOf)).toEqual(names);
      expect(await collect(store.checkpoints('burst'))).toMatchObject([{ size: 700, root, head: all.at(-1)!.hash }]);
      const burst = (await store.integrity()).find(({ log }) => log === 'burst');
      expect(burst).toMatchObject({
        log: 'burst',
        size: 700,
        checkpoint: { size: 700, at: '2026-03-10T04:00:00.000Z', root },
        since: 0,
      });
    });

    test('is not stopped by a record that the store cannot take', async () => {
      const writer = createAccessLogWriter({ store, log: 'poison' });
      await writer.start();
      const bad = record('bad', { counts: { values: 2 ** 40, unattributed: 0, errors: 0 } });
      const all = [record('a'), bad, record('b')].map((one) => writer.commit(one, { otherwise: record(`not ${one.request}`) }));
      const ends = await Promise.allSettled(all);
      expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      await writer.close();
      expect((await readWhole(store.entries('poison'))).all.map(requestOf)).toEqual(['a', 'b', 'not bad']);
    });
  });

  describe('whoever goes around the hub', () => {
    test.each([
      `update access_log.entries set text = 'x' where log = 'burst' and seq = 1`,
      `update access_log.entries_2026_03 set outcome = 'denied'`,
      `delete from access_log.entries where log = 'burst'`,
      `delete from access_log.subjects`,
      `update access_log.subjects_2026_03 set visible_from = null`,
      `truncate access_log.entries_2026_03`,
      `truncate access_log.entries cascade`,
      `truncate access_log.subjects_2026_03`,
      `update access_log.checkpoints set note = 'x'`,
      `delete from access_log.checkpoints`,
      `delete from access_log.segments`,
      `update access_log.segments set root = repeat('0', 64) where sealed_at is not null`,
      `update access_log.heads set seq = seq - 1 where log = 'burst'`,
      `update access_log.heads set hash = repeat('0', 64) where log = 'burst'`,
      `delete from access_log.heads`,
    ])('is refused: %s', async (statement) => {
      await expect(place.database.write(statement)).rejects.toThrow('42501');
    });

    test('cannot let a month go that is not sealed and signed for', async () => {
      await expect(place.database.write(`select access_log.drop_month('2026-03-01')`)).rejects.toThrow(
        'not every log has sealed',
      );
      expect((await readWhole(store.entries('burst'))).all).toHaveLength(700);
    });
  });

  describe('for verification', () => {
    test('the log can be read beside the hub that writes it, and not be changed', async () => {
      const reader = await openReadOnly(place.name);
      expect(await reader.logs()).toContain('burst');
      expect((await readWhole(reader.entries('burst'))).all).toHaveLength(700);
      expect((await collect(reader.entries('burst', { from: 699 }))).map(({ seq }) => seq)).toEqual([699, 700]);
      expect(await collect(reader.checkpoints('burst'))).toEqual(await collect(store.checkpoints('burst')));
      expect(await reader.segments('months')).toEqual(await store.segments('months'));
      expect(Object.keys(reader).toSorted()).toEqual(['checkpoints', 'close', 'entries', 'logs', 'segments']);
      await reader.close();
    });
  });
}
