import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { callerAs, clinician, startHealth, world } from './health-under-test.js';

interface Counted {
  readonly recordCount: number;
  readonly coverage: number | null;
}

const ioc = callerAs(['ioc'], ['vinh']);
const { communes } = world.jurisdictions.find(({ slug }) => slug === 'vinh')!;
let health: Awaited<ReturnType<typeof startHealth>>;
beforeAll(async () => {
  health = await startHealth();
});
afterAll(() => health.close());

test('records are counted over the population, in one request for all units', async () => {
  const before = await health.requests();
  const { data, errors } = await health.entities(
    clinician,
    'AdminUnit',
    '{ healthStatistics { recordCount population coverage provenance { source jurisdiction } } }',
    communes.map(({ code }) => ({ code, validFrom: '2025-07-01', population: 400 })),
  );
  expect(errors ?? []).toEqual([]);
  expect((await health.requests()).total - before.total).toBe(1);
  const units = data!['_entities'] as { healthStatistics: Counted }[];
  const held = (commune: string) =>
    world.people.filter(({ hasHealthRecord, communeCode }) => hasHealthRecord && communeCode === commune).length;
  units.forEach(({ healthStatistics: { recordCount, coverage } }, at) => {
    // One person has two records.
    expect(recordCount - held(communes[at]!.code)).toBeLessThanOrEqual(1);
    expect(recordCount).toBeGreaterThanOrEqual(held(communes[at]!.code));
    expect(coverage).toBeCloseTo(recordCount / 400);
  });
  expect(units[0]).toMatchObject({
    healthStatistics: { population: 400, provenance: { source: 'ehr-national', jurisdiction: 'vinh' } },
  });

  const whole = await health.entities(ioc, 'Jurisdiction', '{ healthStatistics { recordCount coverage } }', [{ slug: 'vinh' }]);
  const recordCount = units.reduce((sum, { healthStatistics }) => sum + healthStatistics.recordCount, 0);
  expect(whole.data!['_entities']).toEqual([{ healthStatistics: { recordCount, coverage: null } }]);
});

test('another jurisdiction’s are refused', async () => {
  const { data, errors } = await health.entities(ioc, 'Jurisdiction', '{ healthStatistics { recordCount } }', [
    { slug: 'hue', population: 10 },
  ]);
  expect(data!['_entities']).toEqual([{ healthStatistics: null }]);
  expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  const unit = await health.entities(ioc, 'AdminUnit', '{ healthStatistics { recordCount } }', [
    { code: world.jurisdictions.find(({ slug }) => slug === 'hue')!.communes[0]!.code, validFrom: '2025-07-01' },
  ]);
  expect(unit.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
});

test('there are none of a former unit, a foreign commune or a province', async () => {
  const answer = await health.entities(ioc, 'AdminUnit', '{ healthStatistics { recordCount } }', [
    { code: '16690', validFrom: '2004-01-01', population: 10 },
    { code: '00001', validFrom: '2025-07-01', population: 10 },
    { code: '40', validFrom: '2025-07-01', population: 10 },
  ]);
  expect(answer.errors ?? []).toEqual([]);
  expect(answer.data!['_entities']).toEqual(Array.from({ length: 3 }, () => ({ healthStatistics: null })));
});

test('a place nobody is reported to live in has no coverage', async () => {
  const { data } = await health.entities(clinician, 'Jurisdiction', '{ healthStatistics { coverage } }', [
    { slug: 'vinh', population: 0 },
    { slug: 'vinh', population: 1 },
  ]);
  expect(data!['_entities']).toEqual([{ healthStatistics: { coverage: null } }, { healthStatistics: { coverage: 1 } }]);
});
