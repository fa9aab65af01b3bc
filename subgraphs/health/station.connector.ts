import { z } from 'zod';
import type { FhirAccess, FhirClient, FhirResource } from '../../connectors/fhir.js';
import { Reference } from './concept.connector.js';

export const Managed = z.object({ managingOrganization: Reference.optional() });
const Organization = z.object({ resourceType: z.literal('Organization'), id: z.string(), name: z.string().optional() });
const organization = /^Organization\/([A-Za-z0-9.-]{1,64})$/;

/** The managing station as `Organization/id`, however long the address it is written with. */
export const stationOf = ({ managingOrganization }: z.infer<typeof Managed>): string | null =>
  managingOrganization?.reference?.split('/').slice(-2).join('/') ?? null;

export type StationNames = ReadonlyMap<string, string | undefined>;

/** Names of the patients' stations, by reference. Not every server sends along what it is asked to: those it did not are asked for. */
export async function stationNames(
  client: FhirClient,
  patients: readonly FhirResource[],
  included: readonly FhirResource[],
  access: FhirAccess,
): Promise<StationNames> {
  const names = namesOf(included);
  const references = new Set(patients.flatMap((patient) => stationOf(Managed.safeParse(patient).data ?? {}) ?? []));
  const missing = [...references].flatMap((reference) => (names.has(reference) ? [] : (organization.exec(reference)?.[1] ?? [])));
  if (missing.length === 0) return names;
  const parameters = { _id: missing.join(',') };
  const [found] = await client.searchAll([{ type: 'Organization', parameters }], access);
  // A record is a record without its station's name.
  return found === undefined || found instanceof Error ? names : new Map([...names, ...namesOf(found.matches)]);
}

function namesOf(resources: readonly FhirResource[]): StationNames {
  const organizations = resources.flatMap((resource) => Organization.safeParse(resource).data ?? []);
  return new Map(organizations.map(({ id, name }) => [`Organization/${id}`, name]));
}
