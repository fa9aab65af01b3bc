import type { FhirAccess, FhirClient } from '../../connectors/fhir.js';
import type { SourceConfig } from '../../core/sources.js';
import { provenanceOf } from '../../schema/provenance.js';
import { toEnum } from './concept.connector.js';
import { createPatientReader, identifiersIn, type Patient, type PersonPatients } from './patient.connector.js';
import { HealthSex, type HealthPatient, type HealthRecord, type HealthStation } from './record.type.js';
import { stationNames, stationOf, type StationNames } from './station.connector.js';
import type { HealthPlaces } from './source-options.js';

/** Whether the caller reaches what a station of `jurisdiction` (null: not known) holds on a person. */
export type ReachesPatient = (jurisdiction: string | null, personalId: string) => boolean;

/**
 * Records in the order of the personal identifiers: null for a person without one. Patients with the same personal identifier, within the
 * caller's reach, are one record. One that cannot be read costs only its own.
 */
export type RecordReader = (
  personalIds: readonly string[],
  access: FhirAccess,
  reaches: ReachesPatient,
) => Promise<(HealthRecord | null | Error)[]>;

/** Finds the records of many people in one request. */
export const createRecordReader = (client: FhirClient, places: HealthPlaces): RecordReader => {
  const { source } = client;
  const patientsOf = createPatientReader(client, places);
  return async (personalIds, access, reaches) => {
    const found = await patientsOf(personalIds, access);
    const people = found.map((one, at) => (one instanceof Error ? one : reached(one, personalIds[at]!, reaches, places)));
    const names = await stationNames(client, people.flatMap(unnamed), access);
    return people.map((person, at) => {
      if (person instanceof Error) return person;
      const [chief, ...others] = person.patients;
      const place = { names: new Map([...names, ...person.stations]), source, places };
      return chief ? toRecord(personalIds[at]!, chief, others, place) : null;
    });
  };
};

/** What the caller may see of a person, the patient who speaks for them first. */
const reached = (
  { patients, stations }: PersonPatients,
  personalId: string,
  reaches: ReachesPatient,
  places: HealthPlaces,
): PersonPatients => ({
  patients: patients.filter((patient) => reaches(jurisdictionOf(patient, places), personalId)).toSorted(byAuthority),
  stations,
});

/** The station of the patient who speaks for a person, where the server did not send it along. */
function unnamed(person: PersonPatients | Error): string[] {
  if (person instanceof Error) return [];
  const [chief] = person.patients;
  const reference = chief && stationOf(chief);
  return !reference || person.stations.has(reference) ? [] : [reference];
}

/** Of duplicates, the one in use speaks for the person; then the one last touched. */
function byAuthority(a: Patient, b: Patient): number {
  const inUse = Number(b.active ?? true) - Number(a.active ?? true);
  return inUse !== 0 ? inUse : (b.meta?.lastUpdated ?? '').localeCompare(a.meta?.lastUpdated ?? '');
}

interface RecordPlace {
  /** Names of stations, by reference. */
  readonly names: StationNames;
  readonly source: SourceConfig;
  readonly places: HealthPlaces;
}

function toRecord(
  personalId: string,
  chief: Patient,
  others: readonly Patient[],
  { names, source, places }: RecordPlace,
): HealthRecord {
  return {
    person: { personalId },
    origin: { source: source.id, patientIds: [chief, ...others].map(({ id }) => id) },
    patient: toPatient(chief, places),
    station: toStation(chief, names, places),
    provenance: provenanceOf(source, jurisdictionOf(chief, places)),
  };
}

function toPatient(patient: Patient, { insuranceSystems }: HealthPlaces): HealthPatient {
  const [name] = patient.name ?? [];
  return {
    fullName: name?.text ?? ([name?.family, ...(name?.given ?? [])].filter(Boolean).join(' ') || null),
    birthDate: patient.birthDate ?? null,
    sex: toEnum(HealthSex, patient.gender),
    insuranceNumber: identifiersIn(patient, insuranceSystems)[0] ?? null,
  };
}

function toStation(patient: Patient, names: RecordPlace['names'], { communeOf }: HealthPlaces): HealthStation | null {
  const reference = stationOf(patient);
  if (reference === null) return null;
  return { name: names.get(reference) ?? patient.managingOrganization?.display ?? null, communeCode: communeOf(reference) };
}

function jurisdictionOf(patient: Patient, { communeOf, jurisdictionOf: ofCommune }: HealthPlaces): string | null {
  const commune = communeOf(stationOf(patient) ?? '');
  return commune === null ? null : ofCommune(commune);
}
