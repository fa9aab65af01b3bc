import { beforeAll, describe, expect, test } from '@jest/globals';
import type { AccessStore } from '../../../gateway/access-log/store/store.js';
import { person, record, requestOf, write } from './records.js';

/** What auditors and citizens are answered. Expects a store without entries of April 2026. */
export function questionsSuite(store: () => AccessStore): void {
  describe('questions', () => {
    const day = (number: number, hour = 3) =>
      `2026-04-${String(number).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`;
    const auditor = { ...record('x').actor!, subject: 'auditor-1' };
    const audit = { code: 'AUDIT', case: '12/QĐ', reason: null, legalBasis: 'Luật' } as const;
    const period = { from: day(1, 0), to: day(30, 0) };

    beforeAll(async () => {
      await write(
        store(),
        'vinh',
        [1, 2, 3].map((number) => record(`v${number}`, { at: day(number), subjects: [person(100 + number)] })),
        ['land'],
      );
      await write(
        store(),
        'cua-lo',
        [
          record('c1', {
            at: day(2, 4),
            actor: auditor,
            purpose: audit,
            operation: { name: 'Audit', type: 'query', hash: null },
            subjects: [person(101), person(102)].toSorted(),
            visibility: { class: 'DELAYED', until: day(20) },
          }),
          record('c2', {
            at: day(4),
            actor: auditor,
            purpose: audit,
            subjects: [person(101)],
            visibility: { class: 'WITHHELD', until: null },
          }),
          record('c3', { at: day(5, 14), review: true, subjects: [person(101)] }),
          record('c4', {
            at: day(6),
            actor: null,
            purpose: null,
            subjects: [],
            personal: {},
            counts: { values: 0, unattributed: 0, errors: 1 },
            outcome: 'denied',
          }),
        ],
        ['land', 'health'],
      );
    });
    const found = async (filter: Parameters<AccessStore['find']>[0], first = 100) =>
      (await store().find({ ...period, ...filter }, { first })).items.map(({ entry }) => requestOf(entry));

    test('are answered over all logs, newest first, by each filter', async () => {
      expect(await found({})).toEqual(['c4', 'c3', 'c2', 'v3', 'c1', 'v2', 'v1']);
      expect(await found({ actor: 'auditor-1' })).toEqual(['c2', 'c1']);
      expect(await found({ purpose: 'AUDIT', operation: 'Audit' })).toEqual(['c1']);
      expect(await found({ subject: person(101) })).toEqual(['c3', 'c2', 'c1', 'v1']);
      expect(await found({ subject: person(101), actor: 'auditor-1' })).toEqual(['c2', 'c1']);
      expect(await found({ reviewOnly: true })).toEqual(['c3']);
      expect(await found({ from: day(2), to: day(3) })).toEqual(['c1', 'v2']);
    });

    test('are answered page by page, with nothing twice and nothing left out', async () => {
      for (const filter of [{ ...period }, { ...period, subject: person(101) }]) {
        const all = (await store().find(filter, { first: 100 })).items.map(({ entry }) => entry.hash);
        const seen: string[] = [];
        for (let after: string | undefined, more = true; more;) {
          const page = await store().find(filter, { first: 2, after });
          seen.push(...page.items.map(({ entry }) => entry.hash));
          after = page.items.at(-1)?.cursor;
          more = page.hasNextPage;
        }
        expect(seen).toEqual(all);
      }
      await expect(store().find({}, { first: 101 })).rejects.toThrow(RangeError);
      await expect(store().find({}, { first: 1, after: 'x' })).rejects.toThrow(RangeError);
    });

    test('of a person show what that person may see by then', async () => {
      const seen = async (who: string, now: string) =>
        (await store().bySubject(who, { now: new Date(now), first: 10 })).items.map(({ entry }) => requestOf(entry));
      expect(await seen(person(101), day(10))).toEqual(['c3', 'v1']);
      expect(await seen(person(101), day(20))).toEqual(['c3', 'c1', 'v1']);
      expect(await seen(person(102), day(19))).toEqual(['v2']);
      expect(await seen(person(102), day(21))).toEqual(['c1', 'v2']);
      expect(await seen(person(999), day(30))).toEqual([]);
    });

    test('are summed up by what is asked for', async () => {
      expect(await store().summary(period, [])).toEqual([{ entries: 7, disclosing: 6, values: 6 }]);
      const byDomain = await store().summary(period, ['domain']);
      expect(byDomain).toContainEqual({ domain: 'land', entries: 7, disclosing: 6, values: 6 });
      expect(byDomain).toContainEqual({ domain: 'health', entries: 4, disclosing: 3, values: 3 });
      const byActor = await store().summary(period, ['actor', 'purpose']);
      expect(byActor).toContainEqual({ actor: null, purpose: null, entries: 1, disclosing: 0, values: 0 });
      expect(byActor.find(({ actor }) => actor?.subject === 'auditor-1')).toMatchObject({ purpose: 'AUDIT', entries: 2 });
      expect(await store().summary({ ...period, purpose: 'AUDIT' }, ['day'])).toEqual([
        { day: '2026-04-02', entries: 1, disclosing: 1, values: 1 },
        { day: '2026-04-04', entries: 1, disclosing: 1, values: 1 },
      ]);
      await expect(store().summary({ from: '2020-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }, [])).rejects.toThrow(RangeError);
    });

    test('show what is unusual', async () => {
      const patterns = await store().patterns({ ...period, subjectsPerDay: 2 });
      const kinds = patterns.map(({ kind, actor, day: on, entries, subjects }) => [kind, actor, on, entries, subjects]);
      // The 4th of April 2026 is a Saturday; 14:00 in UTC is 21:00 in Vietnam.
      expect(kinds).toEqual([
        ['MANY_SUBJECTS', 'auditor-1', '2026-04-02', 1, 2],
        ['OFF_HOURS', 'auditor-1', '2026-04-04', 1, null],
        ['OFF_HOURS', 'officer-1', '2026-04-05', 1, null],
        ['BREAK_GLASS', 'officer-1', '2026-04-05', 1, null],
      ]);
    });
  });
}
