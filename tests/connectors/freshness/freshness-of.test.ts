import { expect, test } from '@jest/globals';
import { freshnessOf, FreshnessOverrides } from '../../../connectors/freshness/freshness-of.js';
import { kinds } from '../../../connectors/freshness/kinds.js';

test('what is not overridden is as it is by default', () => {
  expect(freshnessOf()).toEqual(kinds);
  expect(freshnessOf({ Indicator: { freshFor: '5m' } })).toEqual({
    ...kinds,
    Indicator: { ...kinds.Indicator, freshSeconds: 300 },
  });
});

test('lives are told in seconds or with a unit', () => {
  const { Indicator, Observation } = freshnessOf({
    Indicator: { freshFor: 90, usableFor: '12h' },
    Observation: { freshFor: '0s', usableFor: '7d' },
  });
  expect(Indicator).toMatchObject({ freshSeconds: 90, staleSeconds: 43_200 });
  expect(Observation).toMatchObject({ freshSeconds: 0, staleSeconds: 604_800 });
});

test('what is of people is kept for less time only, and each fault names its kind', () => {
  expect(freshnessOf({ HealthRecord: { freshFor: 0 } }).HealthRecord.freshSeconds).toBe(0);
  const { error } = FreshnessOverrides.safeParse({
    HealthRecord: { freshFor: '1h' },
    Dossier: { usableFor: 1 },
    Indicator: { freshFor: 'soon' },
    Procedure: { freshfor: 1 },
    Agency: { usableFor: '9999d' },
  });
  expect(error!.issues.map(({ path }) => path.join('.'))).toEqual(expect.arrayContaining(['Indicator.freshFor', 'Procedure']));
  const people = FreshnessOverrides.safeParse({ HealthRecord: { freshFor: '1h' }, Dossier: { usableFor: 1 } }).error!;
  expect(people.issues.map(({ message }) => message)).toEqual([
    'HealthRecord: is of people, and fresh for 15 s at most',
    'Dossier: is of people, and never shown stale',
  ]);
  expect(FreshnessOverrides.safeParse({ Nothing: {} }).success).toBe(false);
});
