import { describe, expect, test } from '@jest/globals';
import { openCheckpoint } from '../../../gateway/access-log/evidence/checkpoint.js';
import { rootOf } from '../../../gateway/access-log/evidence/merkle.js';
import type { AccessStore } from '../../../gateway/access-log/store/store.js';
import { collect, person, publicKey, readWhole, record, requestOf, sign, write } from './records.js';

/** How months begin, end and leave. Expects a store without entries before 2026. */
export function monthsSuite(store: () => AccessStore): void {
  describe('months', () => {
    const at = (month: string, request: string) => record(request, { at: `${month}-15T03:00:00.000Z` });

    test('are sealed when the next begins, and never gone back to', async () => {
      const head = await write(store(), 'months', [
        at('2025-01', 'a'),
        at('2025-01', 'b'),
        at('2025-02', 'c'),
        at('2025-01', 'd'),
      ]);
      expect(head).toMatchObject({ seq: 4, month: '2025-02-01' });
      const [january, february] = await store().segments('months');
      const { all } = await readWhole(store().entries('months'));
      expect(january).toMatchObject({
        month: '2025-01-01',
        firstSeq: 1,
        prev: '0'.repeat(64),
        before: { size: 0 },
        pruned: false,
      });
      expect(january!.sealed).toMatchObject({ lastSeq: 2, lastHash: all[1]!.hash, after: { size: 2 } });
      expect(january!.sealed!.root).toBe(rootOf(january!.sealed!.after));
      expect(february).toMatchObject({ firstSeq: 3, prev: all[1]!.hash, before: { size: 2 }, sealed: null });
      expect(
        (await store().find({ from: '2025-01-01T00:00:00Z', to: '2025-02-01T00:00:00Z' }, { first: 9 })).items.map(({ entry }) =>
          requestOf(entry),
        ),
      ).toEqual(['d', 'b', 'a']);
    });

    test('leave whole, when they are old, sealed and signed for; what they held stays provable', async () => {
      const now = new Date('2026-04-30T00:00:00Z');
      const head = await store().open('months');
      const kept = await store().prune({ now });
      expect(kept.dropped).toEqual([]);
      expect(kept.kept.map(({ month }) => month)).toEqual(['2025-01-01', '2025-02-01']);
      const { all, root } = await readWhole(store().entries('months'));
      const checkpoint = sign({ log: 'months', size: 4, root, head: head.hash, at: now.toISOString() });
      await store().addCheckpoint(checkpoint);
      expect(await store().prune({ now, keepMonths: 14 })).toEqual({ dropped: ['2025-01-01'], kept: [] });
      expect(await collect(store().entries('months'))).toEqual(all.slice(2));
      expect(await store().prune({ now, keepMonths: 12 })).toEqual({ dropped: ['2025-02-01'], kept: [] });
      expect(await collect(store().entries('months'))).toEqual([]);
      expect((await store().bySubject(person(1), { now: new Date('2025-12-01'), first: 10 })).items).toEqual([]);
      const segments = await store().segments('months');
      expect(segments.map(({ pruned, sealed }) => [pruned, sealed?.lastSeq])).toEqual([
        [true, 2],
        [true, 4],
      ]);
      expect(segments[1]!.sealed!.root).toBe(root);
      expect(await collect(store().checkpoints('months'))).toEqual([checkpoint]);
      expect(openCheckpoint(checkpoint.note, publicKey)).toEqual(checkpoint);
    });

    test('go on after the last one was sealed', async () => {
      const head = await write(store(), 'months', [at('2025-02', 'late'), at('2025-04', 'e')]);
      expect(head).toMatchObject({ seq: 6, month: '2025-04-01' });
      expect((await store().segments('months')).map(({ month, firstSeq }) => [month, firstSeq])).toEqual([
        ['2025-01-01', 1],
        ['2025-02-01', 3],
        ['2025-03-01', 5],
        ['2025-04-01', 6],
      ]);
    });
  });
}
