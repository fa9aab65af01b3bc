import { z } from 'zod';
import { searchToken, type FhirAccess, type FhirClient, type FhirResource } from '../../connectors/fhir.js';
import { HubError } from '../../core/errors.js';
import type { SourceConfig } from '../../core/sources.js';
import { provenanceOf } from '../../schema/provenance.js';
import { PartialDate, toEnum } from './concept.connector.js';
import { HealthSex, type HealthPatient, type HealthRecord, type HealthStation } from './record.type.js';
import { unreadable } from './section.connector.js';
import { Managed, stationNames, stationOf, type StationNames } from './station.connector.js';
import type { HealthPlaces } from './source-options.js';

// The id goes into later searches, so it must be one.
const ServerId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
const Identifier = z.object({ system: z.string().optional(), value: z.string().optional() });
const Name = z.object({ text: z.string().optional(), family: z.string().optional(), given: z.array(z.string()).optional() });
const Identified = z.object({ identifier: z.array(Identifier).optional() });
const Patient = Identified.extend(Managed.shape).extend({
  id: ServerId,
  active: z.boolean().optional(),
  meta: z.object({ lastUpdated: z.string().optional() }).optional(),
  name: z.array(Name).optional(),
  gender: z.string().optional(),
  birthDate: PartialDate.optional(),
});
type Patient = z.infer<typeof Patient>;

/** Whether the caller reaches what a station of `jurisdiction` (null: not known) holds on a person. */
export type ReachesPatient = (jurisdiction: string | null, personalId: string) => boolean;

/** Patients with the same personal identifier, within the caller's reach, are one record. One that cannot be read costs only its own. */
export type RecordReader = (
  personalIds: readonly string[],
  access: FhirAccess,
  reaches: ReachesPatient,
) => Promise<ReadonlyMap<string, HealthRecord | HubError>>;

/** Finds the records of many people in one request: personal identifier → record. */
export const createRecordReader = (client: FhirClient, places: HealthPlaces): RecordReader => {
  const { source } = client;
  return async (personalIds, access, reaches) => {
    const identifier = personalIds.flatMap((id) => places.personalIdSystems.map((system) => searchToken(system, id))).join(',');
    const parameters = { identifier, _include: 'Patient:organization' };
    const { matches, included } = await client.search({ type: 'Patient', parameters }, access);
    const names = await stationNames(client, matches, included, access);
    const patients = matches.map((resource) => readPatient(resource, places, source.id));
    const records = new Map<string, HealthRecord | HubError>();
    for (const personalId of personalIds) {
      const same = patients.filter((found) => found.personalIds.includes(personalId)).map(({ patient }) => patient);
      const fault = same.find((patient) => patient instanceof HubError);
      const [chief, ...others] = same
        .flatMap((patient) => (patient instanceof HubError ? [] : patient))
        .filter((patient) => reaches(jurisdictionOf(patient, places), personalId))
        .toSorted(byAuthority);
      if (fault) records.set(personalId, fault);
      else if (chief) records.set(personalId, toRecord(personalId, chief, others, { names, source, places }));
    }
    return records;
  };
};

export interface FoundPatient {
  readonly personalIds: readonly string[];
  readonly patient: Patient | HubError;
}

/** A patient with the personal identifiers by which it is found; one that cannot be read stands as an Error. */
export function readPatient(resource: FhirResource, { personalIdSystems }: HealthPlaces, source: string): FoundPatient {
  const identified = Identified.safeParse(resource);
  if (!identified.success) throw unreadable('Patient', identified.error, source);
  const parsed = Patient.safeParse(resource);
  return {
    personalIds: valuesOf(identified.data, personalIdSystems),
    patient: parsed.success ? parsed.data : unreadable('Patient', parsed.error, source),
  };
}

const valuesOf = ({ identifier = [] }: z.infer<typeof Identified>, systems: readonly string[]): string[] =>
  identifier.flatMap(({ system, value }) =>
    system !== undefined && value !== undefined && systems.includes(system) ? value : [],
  );

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
    insuranceNumber: valuesOf(patient, insuranceSystems)[0] ?? null,
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
