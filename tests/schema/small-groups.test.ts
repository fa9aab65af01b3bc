import { describe, expect, test } from '@jest/globals';
import { createCaller, type Caller, type CallerFacts } from '../../auth/caller.js';
import { isSuppressed, suppressedRows, type CountedGroup } from '../../schema/small-groups.js';

const callerWith = (roles: readonly string[], facts: Partial<CallerFacts> = {}): Caller =>
  createCaller({
    issuer: 'i',
    subject: 's',
    clientId: 'c',
    tokenId: 't',
    roles,
    purpose: null,
    jurisdictions: ['vinh'],
    agency: 'H41.17',
    personalId: '040199000001',
    ...facts,
  });

const ofAgency: CountedGroup = { scope: 'public-services:personal', jurisdiction: 'vinh', agency: 'H41.17' };
const ofCity: CountedGroup = { ...ofAgency, agency: null };
const ofLand: CountedGroup = { scope: 'land:personal', jurisdiction: 'vinh' };
const stranger = callerWith(['ioc']);
const officer = callerWith(['officer', 'ioc'], { purpose: 'DOSSIER_PROCESSING' });

describe('a count', () => {
  test.each([
    [0, false],
    [1, true],
    [4, true],
    [5, false],
    [1_000, false],
  ])('of %i: withheld from who may not read the people counted: %s', (count, expected) => {
    expect(isSuppressed(count, stranger, ofAgency)).toBe(expected);
    expect(isSuppressed(count, officer, ofAgency)).toBe(false);
  });

  test.each<[string, Caller, CountedGroup, boolean]>([
    ['of their own agency, to its officer', officer, ofAgency, false],
    ['of land of their city, to an officer', officer, ofLand, false],
    ['of several agencies, to an officer of one', officer, ofCity, true],
    ['of another agency', officer, { ...ofAgency, agency: 'H41.18' }, true],
    ['of land of another city', officer, { ...ofLand, jurisdiction: 'hue' }, true],
    ['without a purpose', callerWith(['officer', 'ioc']), ofAgency, true],
    ['for a purpose of another role', callerWith(['officer', 'ioc'], { purpose: 'AUDIT' }), ofAgency, true],
    ['behind masks', callerWith(['auditor'], { purpose: 'AUDIT' }), ofAgency, true],
    ['to who reads their own file only', callerWith(['citizen', 'ioc'], { purpose: 'OWN_DATA' }), ofLand, true],
    ['of another domain', callerWith(['clinician', 'ioc'], { purpose: 'TREATMENT' }), ofLand, true],
  ])('%s', (_, caller, group, expected) => {
    expect(isSuppressed(3, caller, group)).toBe(expected);
  });
});

describe('a breakdown', () => {
  const told = (counts: number[]) => {
    const withheld = suppressedRows(counts, stranger, ofCity);
    return counts.map((count, row) => (withheld[row] ? null : count));
  };

  test.each([
    ['nothing small', [9, 5, 0, 7], [9, 5, 0, 7]],
    ['two small ones that hide each other', [3, 20, 4, 0], [null, 20, null, 0]],
    ['one small one, and the next smallest, which the total would give away with it', [20, 3, 9, 0], [20, null, null, 0]],
    ['two of one each: a rest of 2 would tell', [1, 20, 1, 8], [null, 20, null, null]],
    ['a rest of four', [1, 1, 1, 1, 6, 7], [null, null, null, null, null, 7]],
    ['all of it, where there is nothing else to hide behind', [0, 4, 30], [0, null, null]],
    ['a zero is never what hides another', [0, 0, 2, 6, 6], [0, 0, null, null, 6]],
    ['nothing at all', [], []],
  ])('withholds %s', (_, counts, expected) => {
    expect(told(counts)).toEqual(expected);
  });

  test('never leaves a small group alone, nor a rest that is one', () => {
    const some = [0, 1, 2, 4, 5, 6];
    const all = some.flatMap((a) => some.flatMap((b) => some.flatMap((c) => some.map((d) => [a, b, c, d]))));
    for (const counts of all) {
      const total = counts.reduce((sum, count) => sum + count, 0);
      if (total < 5) continue;
      const hidden = counts.filter((_, row) => told(counts)[row] === null);
      expect(told(counts).filter((count) => count !== null && count > 0 && count < 5)).toEqual([]);
      expect(hidden).not.toContain(0);
      if (hidden.length > 0) {
        expect(hidden.length).toBeGreaterThan(1);
        expect(hidden.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(5);
      }
    }
  });

  test('is whole to who reads its people', () => {
    expect(suppressedRows([1, 2, 30], officer, ofAgency)).toEqual([false, false, false]);
  });
});
