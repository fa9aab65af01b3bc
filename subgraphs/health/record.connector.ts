import { z } from 'zod';
import { searchToken, type FhirAccess, type FhirClient, type FhirResource } from '../../connectors/fhir.js';
import type { SourceConfig } from '../../core/sources.js';
import { provenanceOf } from '../../schema/provenance.js';
import { PartialDate, Reference, toEnum } from './concept.connector.js';
import { HealthSex, type HealthPatient, type HealthRecord, type HealthStation } from './record.type.js';
import { unreadable } from './section.connector.js';
import type { HealthPlaces } from './source-options.js';

// The id goes into later searches, so it must be one.
const ServerId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
const Identifier = z.object({ system: z.string().optional(), value: z.string().optional() });
const Name = z.object({ text: z.string().optional(), family: z.string().optional(), given: z.array(z.string()).optional() });
const Patient = z.object({
  id: ServerId,
  active: z.boolean().optional(),
  meta: z.object({ lastUpdated: z.string().optional() }).optional(),
  identifier: z.array(Identifier).optional(),
  name: z.array(Name).optional(),
  gender: z.string().optional(),
  birthDate: PartialDate.optional(),
  managingOrganization: Reference.optional(),
});
type Patient = z.infer<typeof Patient>;
const Organization = z.object({ resourceType: z.literal('Organization'), id: ServerId, name: z.string().optional() });

/** Finds the records of many people in one request: personal identifier → record. Patients with the same identifier are one person. */
export const createRecordReader =
  (client: FhirClient, places: HealthPlaces) =>
  async (personalIds: readonly string[], access: FhirAccess): Promise<ReadonlyMap<string, HealthRecord>> => {
    const identifier = personalIds.flatMap((id) => places.personalIdSystems.map((system) => searchToken(system, id))).join(',');
    const parameters = { identifier, _include: 'Patient:organization' };
    const { matches, included } = await client.search({ type: 'Patient', parameters }, access);
    const stations = stationNames(included);
    const patients = matches.map((resource) => read(resource, client.source.id));
    const records = new Map<string, HealthRecord>();
    for (const personalId of personalIds) {
      const same = patients.filter((patient) => valuesOf(patient, places.personalIdSystems).includes(personalId));
      if (same.length > 0) records.set(personalId, toRecord(same.toSorted(byAuthority), stations, client.source, places));
    }
    return records;
  };

function read(resource: FhirResource, source: string): Patient {
  const parsed = Patient.safeParse(resource);
  if (parsed.success) return parsed.data;
  throw unreadable('Patient', parsed.error, source);
}

function stationNames(included: readonly FhirResource[]): ReadonlyMap<string, string | undefined> {
  const organizations = included.flatMap((resource) => Organization.safeParse(resource).data ?? []);
  return new Map(organizations.map(({ id, name }) => [`Organization/${id}`, name]));
}

const valuesOf = ({ identifier = [] }: Patient, systems: readonly string[]): string[] =>
  identifier.flatMap(({ system, value }) =>
    system !== undefined && value !== undefined && systems.includes(system) ? value : [],
  );

/** Of duplicates, the one in use speaks for the person; then the one last touched. */
function byAuthority(a: Patient, b: Patient): number {
  const inUse = Number(b.active ?? true) - Number(a.active ?? true);
  return inUse !== 0 ? inUse : (b.meta?.lastUpdated ?? '').localeCompare(a.meta?.lastUpdated ?? '');
}

function toRecord(
  same: readonly Patient[],
  stations: ReadonlyMap<string, string | undefined>,
  source: SourceConfig,
  places: HealthPlaces,
): HealthRecord {
  const chief = same[0]!;
  const station = toStation(chief, stations, places);
  const jurisdiction = station?.communeCode ? places.jurisdictionOf(station.communeCode) : null;
  return {
    origin: { source: source.id, patientIds: same.map(({ id }) => id), jurisdiction },
    patient: toPatient(chief, places),
    station,
    provenance: provenanceOf(source, jurisdiction),
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

function toStation(
  { managingOrganization }: Patient,
  stations: ReadonlyMap<string, string | undefined>,
  { communeOf }: HealthPlaces,
): HealthStation | null {
  if (managingOrganization?.reference === undefined) return null;
  const reference = managingOrganization.reference.split('/').slice(-2).join('/');
  return { name: stations.get(reference) ?? managingOrganization.display ?? null, communeCode: communeOf(reference) };
}
