import type { Organization, Patient } from 'fhir/r4.js';
import type { World, WorldPerson } from '../../world/types.js';
import { systems } from './terminology.js';

/** The people who stand for a rule of the record system, for tests and examples. */
export interface FhirCast {
  /** Has conditions and prescriptions under the HIV label, beside others that are not. */
  readonly restrictedPersonalId: string;
  /** Has two Patient resources with the same personal identifier. */
  readonly duplicatePersonalId: string;
}

/** One Patient resource and the person it tells of. */
export interface PatientOf {
  readonly person: WorldPerson;
  readonly patient: Patient;
}

/** Chosen from people with a record, last first: examples elsewhere take the first ones. */
export function fhirCast(world: World): FhirCast {
  const slug = world.jurisdictions[0]?.slug;
  const known = world.people.filter(({ hasHealthRecord, jurisdiction }) => hasHealthRecord && jurisdiction === slug);
  const [restricted, duplicate] = known.slice(-2);
  if (!restricted || !duplicate) throw new Error('the world is too small for health records');
  return { restrictedPersonalId: restricted.personalId, duplicatePersonalId: duplicate.personalId };
}

export const stationId = (communeCode: string) => `tyt-${communeCode}`;

/** The commune health stations (trạm y tế xã, phường) that manage the records. */
export const stationsOf = (world: World): Organization[] =>
  world.jurisdictions.flatMap(({ communes }) =>
    communes.map(({ code, name }) => ({
      resourceType: 'Organization',
      id: stationId(code),
      active: true,
      name: `Trạm Y tế ${name.charAt(0).toLowerCase()}${name.slice(1)}`,
    })),
  );

export function patientsOf(world: World, { duplicatePersonalId }: FhirCast): PatientOf[] {
  const known = world.people.filter(({ hasHealthRecord }) => hasHealthRecord);
  const primary = known.map((person, at) => ({ person, patient: patientFor(person, at + 1) }));
  const twice = known.find(({ personalId }) => personalId === duplicatePersonalId);
  if (!twice) return primary;
  const copy = patientFor(twice, known.length + 1);
  return [...primary, { person: twice, patient: { ...copy, active: false, meta: { lastUpdated: '2022-03-01T08:00:00+07:00' } } }];
}

function patientFor(person: WorldPerson, number: number): Patient {
  const words = person.fullName.split(' ');
  return {
    resourceType: 'Patient',
    id: `p${number}`,
    meta: { lastUpdated: '2026-10-01T08:00:00+07:00' },
    active: true,
    identifier: [
      { use: 'official', system: systems.personalId, value: person.personalId },
      { use: 'secondary', system: systems.insurance, value: insuranceNumber(person) },
    ],
    name: [{ use: 'official', text: person.fullName, family: words[0]!, given: words.slice(1) }],
    gender: person.sex === 'MALE' ? 'male' : 'female',
    birthDate: recordedBirthDate(person, number),
    managingOrganization: { reference: `Organization/${stationId(person.communeCode)}` },
  };
}

/** 15 characters: who pays, share paid, province, ten digits. */
const insuranceNumber = ({ personalId }: WorldPerson) => `GD4${personalId.slice(1, 3)}${personalId.slice(-10)}`;

/** Older registers often knew only the year of birth, or the month. */
function recordedBirthDate({ birthDate }: WorldPerson, number: number): string {
  if (number % 41 === 0) return birthDate.slice(0, 4);
  return number % 43 === 0 ? birthDate.slice(0, 7) : birthDate;
}
