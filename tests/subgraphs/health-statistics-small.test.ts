import { describe, expect, test } from '@jest/globals';
import { createCaller, type Caller } from '../../auth/caller.js';
import { entitiesIn, patient, stubServer } from './health-stub.js';
import { callerAs } from './health-under-test.js';

const city = { __typename: 'Jurisdiction', slug: 'vinh', population: 40 };
const ward = { __typename: 'AdminUnit', code: '16690', validFrom: '2025-07-01', population: 40 };
const selections = ['Jurisdiction', 'AdminUnit']
  .map((type) => `... on ${type} { healthStatistics { suppressed recordCount population coverage } }`)
  .join(' ');

/** What `caller` reads of a city, and of its only ward, whose station manages `count` records. */
async function read(count: number, caller: Caller): Promise<unknown> {
  const records = Array.from({ length: count }, (_, at) => patient(`p${at}`, `04019900000${at}`, '16690'));
  const { data, errors } = await entitiesIn([await stubServer('ehr', ['vinh'], records)], caller, selections, [city, ward]);
  expect(errors ?? []).toEqual([]);
  const [ofCity, ofWard] = (data!['_entities'] as { healthStatistics: unknown }[]).map(
    ({ healthStatistics }) => healthStatistics,
  );
  expect(ofWard).toEqual(ofCity);
  return ofCity;
}

const told = (recordCount: number) => ({ suppressed: false, recordCount, population: 40, coverage: recordCount / 40 });
const withheld = { suppressed: true, recordCount: null, population: 40, coverage: null };
const ioc = callerAs(['ioc'], ['vinh']);

describe('records of fewer than five people', () => {
  test('are not counted to who may not read them, and neither is what they cover', async () => {
    expect(await read(1, ioc)).toEqual(withheld);
    expect(await read(4, ioc)).toEqual(withheld);
  });

  test('none, or five, are', async () => {
    expect(await read(0, ioc)).toEqual(told(0));
    expect(await read(5, ioc)).toEqual(told(5));
  });

  test('are counted to a clinician who treats there', async () => {
    expect(await read(4, callerAs(['clinician'], ['vinh']))).toEqual(told(4));
  });

  test.each<[string, Caller]>([
    ['a clinician without a purpose', createCaller({ ...callerAs(['clinician'], ['vinh']), purpose: null })],
    ['an auditor, who sees masks', callerAs(['auditor'], '*')],
    ['who may read their own record', callerAs(['citizen', 'ioc'], ['vinh'], '040199000000')],
  ])('are not to %s', async (_, caller) => {
    expect(await read(4, caller)).toEqual(withheld);
  });
});
