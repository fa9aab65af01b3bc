import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Bundle, Encounter } from 'fhir/r4.js';
import type { Caller } from '../../auth/caller.js';
import { wellKnown } from '../../sandbox/world/index.js';
import { callerAs, cast, clinician, everything, startHealth, withRecordIn, world } from './health-under-test.js';

interface RecordAnswer {
  readonly problems: readonly { code: { code: string } }[];
  readonly medications: readonly { medication: { code: string } }[];
  readonly immunizations: readonly { given: boolean }[];
  readonly encounters: readonly { startedAt: string }[];
  readonly observations: readonly { observedAt: string }[];
}

const treating = callerAs(['clinician', 'restricted-care'], ['vinh']);
const newestFirst = (instants: readonly (string | undefined)[]) =>
  instants.toSorted((a = '', b = '') => (a < b ? 1 : a > b ? -1 : 0));
let health: Awaited<ReturnType<typeof startHealth>>;
beforeAll(async () => {
  health = await startHealth();
});
afterAll(() => health.close());

async function recordOf(caller: Caller, id: string, selection = everything): Promise<RecordAnswer | null> {
  const query = `query ($id: ID!) { healthRecord(personalId: $id) ${selection} }`;
  const { data, errors } = await health.ask(caller, query, { id });
  expect(errors ?? []).toEqual([]);
  return data!['healthRecord'] as RecordAnswer | null;
}

test('a record holds the person, the station and every section', async () => {
  const person = world.people.find(({ personalId }) => personalId === wellKnown.personalId)!;
  const record = await recordOf(clinician, wellKnown.personalId);
  expect(record).toMatchObject({
    patient: { fullName: person.fullName, birthDate: person.birthDate, sex: 'FEMALE' },
    station: { name: 'Trạm Y tế phường Trường Vinh', communeCode: '16690' },
    provenance: { source: 'ehr-national', system: 'fhir', jurisdiction: 'vinh' },
    allergies: [{ reactions: ['Nổi mày đay'] }],
  });
  expect(record!.problems).toContainEqual({
    code: { code: 'I10', system: 'http://hl7.org/fhir/sid/icd-10', display: 'Tăng huyết áp vô căn (nguyên phát)' },
    status: 'ACTIVE',
    onset: expect.stringMatching(/^\d{4}-\d{2}$/),
    recordedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
  });
  expect(record!.immunizations.filter(({ given }) => !given)).toHaveLength(1);
  const observed = record!.observations.map(({ observedAt }) => observedAt);
  expect(observed).toHaveLength(5);
  expect(observed).toEqual(newestFirst(observed));
});

test('what was entered in error is not told', async () => {
  const record = await recordOf(treating, wellKnown.personalId);
  expect(record!.problems).toHaveLength(3);
  expect(record!.problems.map(({ code }) => code.code)).not.toContain('C34.9');
});

test('what is under a restricted label reaches only those who may read it', async () => {
  const codesFor = async (caller: Caller) => {
    const record = await recordOf(caller, cast.restrictedPersonalId);
    return [...record!.problems.map(({ code }) => code.code), ...record!.medications.map(({ medication }) => medication.code)];
  };
  const hiv = ['B24', 'J05AR27'];
  const usual = await codesFor(clinician);
  expect(usual).not.toHaveLength(0);
  expect(await codesFor(treating)).toEqual(expect.arrayContaining([...usual, ...hiv]));
  for (const caller of [clinician, callerAs(['citizen'], [], cast.restrictedPersonalId)])
    expect((await codesFor(caller)).filter((code) => hiv.includes(code))).toEqual([]);
});

test('two patients with one identifier are one person, with the visits of both', async () => {
  const { url, options } = health.source;
  const upstream = async (type: string, parameters: Record<string, string>) => {
    const headers = { authorization: `Bearer ${String(options['bearerToken'])}` };
    const answer = await fetch(`${url}/${type}/_search`, { method: 'POST', headers, body: new URLSearchParams(parameters) });
    return ((await answer.json()) as Bundle).entry!.map(({ resource }) => resource!);
  };
  const patients = await upstream('Patient', { identifier: cast.duplicatePersonalId });
  expect(patients).toHaveLength(2);
  const visits = await Promise.all(patients.map(({ id }) => upstream('Encounter', { patient: `Patient/${String(id)}` })));
  expect(visits.map(({ length }) => length > 0)).toEqual([true, true]);
  const record = await recordOf(clinician, cast.duplicatePersonalId, '{ encounters { startedAt } }');
  const starts = visits.flat().map((visit) => (visit as Encounter).period?.start);
  expect(record!.encounters.map(({ startedAt }) => startedAt)).toEqual(newestFirst(starts));
});

test('a citizen reads their own record and no other', async () => {
  const citizen = callerAs(['citizen'], [], wellKnown.personalId);
  expect(await recordOf(citizen, wellKnown.personalId, '{ patient { fullName } }')).not.toBeNull();
  const other = await health.ask(citizen, `{ healthRecord(personalId: "${cast.duplicatePersonalId}") { patient { fullName } } }`);
  expect(other).toMatchObject({ data: { healthRecord: null }, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
});

test('a clinician of another place finds nothing, and nobody finds an unknown person', async () => {
  expect(await recordOf(callerAs(['clinician'], ['hue']), wellKnown.personalId, '{ patient { fullName } }')).toBeNull();
  expect(await recordOf(clinician, '999999999999', '{ patient { fullName } }')).toBeNull();
});

test('without the right nothing is read', async () => {
  const query = `{ healthRecord(personalId: "${wellKnown.personalId}") { patient { fullName } } }`;
  const { data, errors } = await health.ask(callerAs(['ioc'], ['vinh']), query);
  expect(data!['healthRecord']).toBeNull();
  expect(errors?.[0]?.extensions?.['code']).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
});

test('arguments of the wrong form are named', async () => {
  const person = await health.ask(clinician, '{ healthRecord(personalId: "1,2|3") { patient { fullName } } }');
  expect(person.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'personalId' });
  const query = `{ healthRecord(personalId: "${wellKnown.personalId}") { observations(last: 0) { observedAt } } }`;
  const last = await health.ask(clinician, query);
  expect(last.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'last' });
});

test('the records of many people are two requests, with no identifier in any path', async () => {
  const people = withRecordIn('vinh').slice(0, 30);
  const before = await health.requests();
  const { data, errors } = await health.entities(clinician, 'Person', `{ healthRecord ${everything} }`, people);
  expect(errors ?? []).toEqual([]);
  const records = data!['_entities'] as { healthRecord: { patient: { fullName: string } } }[];
  expect(records.map(({ healthRecord }) => healthRecord.patient.fullName)).toEqual(people.map(({ fullName }) => fullName));
  const after = await health.requests();
  expect(after.total - before.total).toBe(2);
  expect(Object.keys(after.byPath).join(' ')).not.toMatch(/\d{12}/);
});

test('a server without batches gives the same record', async () => {
  const plain = await startHealth({ batch: false, pageSize: 3 });
  const query = `{ healthRecord(personalId: "${wellKnown.personalId}") ${everything} }`;
  const answer = await plain.ask(clinician, query);
  await plain.close();
  expect(answer.data!['healthRecord']).toBeTruthy();
  expect(answer.data).toEqual((await health.ask(clinician, query)).data);
});

test('a source that fails is an error in its place, never an empty record', async () => {
  const broken = await startHealth({ bearerToken: 'wrong' });
  const query = `{ healthRecord(personalId: "${wellKnown.personalId}") { patient { fullName } } }`;
  const { data, errors } = await broken.ask(clinician, query);
  await broken.close();
  expect(data!['healthRecord']).toBeNull();
  expect(errors?.[0]?.extensions).toEqual({ code: 'SOURCE_UNAVAILABLE', source: 'ehr-national' });
});
