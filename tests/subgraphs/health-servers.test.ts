import { expect, test } from '@jest/globals';
import { ann, patient, recordsIn, stubServer, type Resource } from './health-stub.js';
import { callerAs } from './health-under-test.js';

const clinician = callerAs(['clinician'], ['vinh']);
const problem = (id: string, code: string): Resource => ({
  resourceType: 'Condition',
  id,
  subject: { reference: 'Patient/a' },
  code: { coding: [{ code }] },
  recordedDate: '2026-06-09',
});
const recordOn = async (resources: readonly Resource[], selection: string) => {
  const { records, errors } = await recordsIn([await stubServer('ehr', ['vinh'], resources)], clinician, selection);
  expect(errors).toEqual({});
  return records[0];
};

test('entries of one moment have one order, whatever the server’s', async () => {
  const problems = [problem('c2', 'I10'), problem('c1', 'E11'), problem('c3', 'J45')];
  const codes = async (entries: readonly Resource[]) =>
    JSON.stringify(await recordOn([patient('a', ann, '16690'), ...entries], '{ problems { code { code } } }'));
  expect(await codes(problems)).toBe(await codes(problems.toReversed()));
});

test('a server that sends no stations along is asked for them', async () => {
  const station = { resourceType: 'Organization', id: 'tyt-16690', name: 'Trạm Y tế phường Trường Vinh' };
  const record = await recordOn([patient('a', ann, '16690'), station], '{ station { name communeCode } }');
  expect(record).toEqual({ station: { name: station.name, communeCode: '16690' } });
});

test('a station that the server does not tell of has no name', async () => {
  const record = await recordOn([patient('a', ann, '16690')], '{ station { name communeCode } }');
  expect(record).toEqual({ station: { name: null, communeCode: '16690' } });
});
