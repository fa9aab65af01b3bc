import { z } from 'zod';
import type { FhirAccess, FhirClient, FhirResource } from '../../connectors/fhir.js';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
import { Reference } from './concept.connector.js';

export const Managed = z.object({ managingOrganization: Reference.optional() });
const Organization = z.object({ resourceType: z.literal('Organization'), id: z.string(), name: z.string().optional() });
const organization = /^Organization\/([A-Za-z0-9.-]{1,64})$/;

/** The managing station as `Organization/id`, however long the address it is written with. */
export const stationOf = ({ managingOrganization }: z.infer<typeof Managed>): string | null =>
  managingOrganization?.reference?.split('/').slice(-2).join('/') ?? null;

/** Names by reference; null for a station without one. */
export type StationNames = ReadonlyMap<string, string | null>;

export function namesOf(resources: readonly FhirResource[]): StationNames {
  const organizations = resources.flatMap((resource) => Organization.safeParse(resource).data ?? []);
  return new Map(organizations.map(({ id, name }) => [`Organization/${id}`, name ?? null]));
}

/** Names of the stations that a server did not send along, as not every server does what it is asked to; those that are known are not asked for. */
export async function stationNames(client: FhirClient, references: readonly string[], access: FhirAccess): Promise<StationNames> {
  const ids = new Map([...new Set(references)].flatMap((reference) => organizationIn(reference)));
  const keyOf = (reference: string) => `${reference} ${access.restricted}`;
  const asked = new Map([...ids.keys()].map((reference) => [keyOf(reference), reference]));
  const names = await wholeReadsOf(client.source).many('Agency', [...asked.keys()], async (missing) => {
    const wanted = missing.map((key) => asked.get(key)!);
    const parameters = { _id: wanted.map((reference) => ids.get(reference)!).join(',') };
    const [found] = await client.searchAll([{ type: 'Organization', parameters }], access);
    if (found === undefined || found instanceof Error) return wanted.map(() => found ?? new Error('no answer'));
    const told = namesOf(found.matches);
    return wanted.map((reference) => told.get(reference) ?? null);
  });
  // A record is a record without its station's name.
  return new Map([...asked.values()].map((reference, at) => [reference, nameOr(names[at]!)]));
}

const organizationIn = (reference: string): [string, string][] => {
  const id = organization.exec(reference)?.[1];
  return id === undefined ? [] : [[reference, id]];
};

const nameOr = (name: string | null | Error) => (name instanceof Error ? null : name);
