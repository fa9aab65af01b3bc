import { z } from 'zod';
import { searchToken, type FhirAccess, type FhirClient, type FhirResource } from '../../connectors/fhir.js';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
import { HubError } from '../../core/errors.js';
import { PartialDate } from './concept.connector.js';
import { unreadable } from './section.connector.js';
import type { HealthPlaces } from './source-options.js';
import { Managed, namesOf, stationOf, type StationNames } from './station.connector.js';

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
export type Patient = z.infer<typeof Patient>;

/** The patients on the server who are one person, with what it sent along. */
export interface PersonPatients {
  readonly patients: readonly Patient[];
  readonly stations: StationNames;
}

/** In the order of the personal identifiers: none for a person it does not know; one that cannot be read costs only its own. */
export type PatientReader = (personalIds: readonly string[], access: FhirAccess) => Promise<(PersonPatients | Error)[]>;

/** Finds the patients of many people in one request. Those that are known to who asks are not asked for. */
export function createPatientReader(client: FhirClient, places: HealthPlaces): PatientReader {
  const { source } = client;
  const reads = wholeReadsOf(source);

  async function ask(personalIds: readonly string[], access: FhirAccess): Promise<(PersonPatients | HubError)[]> {
    const identifier = personalIds.flatMap((id) => places.personalIdSystems.map((system) => searchToken(system, id))).join(',');
    const parameters = { identifier, _include: 'Patient:organization' };
    const { matches, included } = await client.search({ type: 'Patient', parameters }, access);
    const found = matches.map((resource) => readPatient(resource, places, source.id));
    const stations = namesOf(included);
    return personalIds.map((personalId) => {
      const same = found.filter((one) => one.personalIds.includes(personalId)).map(({ patient }) => patient);
      const patients = same.flatMap((patient) => (patient instanceof HubError ? [] : patient));
      const fault = same.find((patient) => patient instanceof HubError);
      return fault ?? { patients, stations: new Map(patients.flatMap((patient) => stationIn(stations, patient))) };
    });
  }

  return (personalIds, access) => {
    const asked = new Map(personalIds.map((personalId) => [keyOf(personalId, access), personalId]));
    return reads.many('HealthRecord', [...asked.keys()], (missing) =>
      ask(
        missing.map((key) => asked.get(key)!),
        access,
      ),
    );
  };
}

function stationIn(stations: StationNames, patient: Patient): [string, string | null][] {
  const reference = stationOf(patient);
  const name = reference === null ? undefined : stations.get(reference);
  return reference === null || name === undefined ? [] : [[reference, name]];
}

const keyOf = (personalId: string, { restricted }: FhirAccess) => `person ${personalId} ${restricted}`;

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
    personalIds: identifiersIn(identified.data, personalIdSystems),
    patient: parsed.success ? parsed.data : unreadable('Patient', parsed.error, source),
  };
}

/** The values of a patient's identifiers in `systems`. */
export const identifiersIn = ({ identifier = [] }: z.infer<typeof Identified>, systems: readonly string[]): string[] =>
  identifier.flatMap(({ system, value }) =>
    system !== undefined && value !== undefined && systems.includes(system) ? value : [],
  );
