import { describe, expect, test } from '@jest/globals';
import { createHealthSource } from '../../subgraphs/health/source.js';
import { ann, bao, patient, recordsIn, stubServer, type Resource } from './health-stub.js';
import { callerAs } from './health-under-test.js';

const clinician = callerAs(['clinician'], ['vinh']);
const widest = callerAs(['clinician'], '*');
const about = (id: string) => ({ subject: { reference: `Patient/${id}` } });
const condition = (id: string, of: string, more: Resource = {}): Resource => ({
  resourceType: 'Condition',
  id,
  ...about(of),
  code: { text: id },
  ...more,
});
const problems = '{ problems { code { display } } }';
const problem = (display: string) => ({ code: { display } });
const both = [patient('a', ann, '16690'), patient('b', bao, '16690')];
const reading = async (resources: readonly Resource[], selection: string, caller = clinician) =>
  recordsIn([await stubServer('ehr', ['vinh', 'hue'], resources)], caller, selection);

describe('duplicates', () => {
  const twice = [
    patient('vinh', ann, '16690', { active: false }),
    patient('hue', ann, '19777'),
    condition('here', 'vinh', { recordedDate: '2024' }),
    condition('there', 'hue', { recordedDate: '2025' }),
  ];
  // The stub answers with everything; a real server would not send what was not asked for.
  const selection = '{ station { communeCode } provenance { jurisdiction } }';

  test('of two places are, to a clinician of one, what that place holds', async () => {
    const here = twice.filter(({ id }) => id !== 'there');
    expect((await reading(here, `{ station { communeCode } problems { code { display } } }`)).records).toEqual([
      { station: { communeCode: '16690' }, problems: [problem('here')] },
      null,
    ]);
    expect((await reading(twice, selection, callerAs(['clinician'], ['hue']))).records[0]).toEqual({
      station: { communeCode: '19777' },
      provenance: { jurisdiction: 'hue' },
    });
    expect((await reading(twice, selection, callerAs(['clinician'], ['dong-ha']))).records).toEqual([null, null]);
  });

  test('are one record to the person and to those who reach both', async () => {
    const { records } = await reading(twice, problems, widest);
    expect(records[0]).toEqual({ problems: [problem('there'), problem('here')] });
    expect((await reading(twice, problems, callerAs(['citizen'], [], ann))).records[0]).toEqual(records[0]);
  });

  test('that are one patient sent twice count once', async () => {
    const resources = [...both, both[0]!, condition('x', 'a'), condition('x', 'a')];
    expect((await reading(resources, problems)).records).toEqual([{ problems: [problem('x')] }, { problems: [] }]);
  });
});

describe('what cannot be read costs its own person only', () => {
  test('a patient without an id', async () => {
    const { records, errors } = await reading([patient(undefined, ann, '16690'), both[1]!], '{ patient { sex } }');
    expect(records).toEqual([null, { patient: { sex: null } }]);
    expect(errors).toEqual({ '0.healthRecord': 'SOURCE_BAD_DATA' });
  });

  test('a patient without an identifier, whom nobody asked for', async () => {
    const { records, errors } = await reading([...both, { resourceType: 'Patient', id: 'c' }], '{ patient { sex } }');
    expect(records).toEqual([{ patient: { sex: null } }, { patient: { sex: null } }]);
    expect(errors).toEqual({});
  });

  test('an entry of a section', async () => {
    const resources = [...both, condition('good', 'a'), condition('bad', 'b', { onsetDateTime: 'long ago' })];
    const { records, errors } = await reading(resources, problems);
    expect(records).toEqual([{ problems: [problem('good')] }, { problems: null }]);
    expect(errors).toEqual({ '1.healthRecord.problems': 'SOURCE_BAD_DATA' });
  });
});

test.each([about('somebody'), {}, { subject: { display: 'Bảo' } }])(
  'an entry about %j shows that the server did not search for what it was asked',
  async (subject) => {
    const stray = { ...condition('x', 'a'), subject: undefined, ...subject };
    const { errors } = await reading([...both, stray], problems);
    expect(errors).toEqual({ '0.healthRecord.problems': 'SOURCE_BAD_DATA', '1.healthRecord.problems': 'SOURCE_BAD_DATA' });
  },
);

test('what is not so, or did not take place, is not told', async () => {
  const refuted = { verificationStatus: { coding: [{ code: 'refuted' }] } };
  const { records } = await reading(
    [
      both[0]!,
      condition('ruled out', 'a', refuted),
      { resourceType: 'AllergyIntolerance', id: 'l', patient: { reference: 'Patient/a' }, ...refuted },
      ...['planned', 'cancelled', 'finished'].map((status) => ({ resourceType: 'Encounter', id: status, status, ...about('a') })),
      { resourceType: 'MedicationRequest', id: 'm', status: 'active', doNotPerform: true, ...about('a') },
    ],
    '{ problems { status } allergies { criticality } medications { status } encounters { startedAt } }',
  );
  expect(records[0]).toEqual({ problems: [], allergies: [], medications: [], encounters: [{ startedAt: null }] });
});

test('a limit is not a number, and entries are sorted by the instant, whatever their zone', async () => {
  const observed = (id: string, effectiveDateTime: string, more: Resource) => ({
    resourceType: 'Observation',
    id,
    status: 'final',
    ...about('a'),
    effectiveDateTime,
    ...more,
  });
  const { records } = await reading(
    [
      both[0]!,
      observed('1', '2024-05-01T08:00:00+07:00', { valueQuantity: { value: 5, comparator: '<', unit: 'mg/L' } }),
      observed('2', '2024-05-01T02:00:00Z', { valueInteger: 3 }),
      observed('3', '2024-05', { valueString: 'âm tính' }),
    ],
    '{ observations { measures { value unit text } } }',
  );
  expect(records[0]).toEqual({
    observations: [
      { measures: [{ value: 3, unit: null, text: null }] },
      { measures: [{ value: null, unit: null, text: '< 5 mg/L' }] },
      { measures: [{ value: null, unit: null, text: 'âm tính' }] },
    ],
  });
});

test('a record out of reach in one system does not hide the one in another', async () => {
  const servers = [
    await stubServer('ehr-hue', ['vinh', 'hue'], [patient('a', ann, '19777')]),
    await stubServer('ehr-vinh', ['vinh'], [patient('a', ann, '16690')]),
  ];
  const { records } = await recordsIn(servers, clinician, '{ provenance { source } }');
  expect(records).toEqual([{ provenance: { source: 'ehr-vinh' } }, null]);
});

test.each([
  [{ station: 'Organization/1' }, 'Source "ehr": options.station: must hold {commune}'],
  [
    { communes: { hue: ['19777'] } },
    'Source "ehr": options.communes: none for "vinh"; options.communes: "hue" is no jurisdiction',
  ],
  [{ communes: { vinh: [] } }, 'Source "ehr": options.communes.vinh: '],
  [{ pageSize: 0 }, 'Source "ehr": options.pageSize: '],
])('a wrong option (%j) is told to the operator', async (options, message) => {
  const { source, close } = await stubServer('ehr', ['vinh'], []);
  await close();
  expect(() => createHealthSource({ ...source, options: { ...source.options, ...options } })).toThrow(message);
});
