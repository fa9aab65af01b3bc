import type { FhirAccess, FhirClient, FhirFound, FhirSearch } from '../../connectors/fhir.js';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
import { HubError, Reason } from '../../core/errors.js';
import { groupBy } from '../../core/group-by.js';
import { allergySection } from './allergy.connector.js';
import { encounterSection } from './encounter.connector.js';
import { immunizationSection } from './immunization.connector.js';
import { medicationSection } from './medication.connector.js';
import { observationSection } from './observation.connector.js';
import { problemSection } from './problem.connector.js';
import type { Section, SectionEntry } from './section.connector.js';

export const sections = {
  problems: problemSection,
  allergies: allergySection,
  medications: medicationSection,
  immunizations: immunizationSection,
  encounters: encounterSection,
  observations: observationSection,
};
export type SectionName = keyof typeof sections;
export type RowOf<N extends SectionName> = (typeof sections)[N] extends Section<infer Row> ? Row : never;

/** One section of one person's record: all of it, or its last entries. */
export interface SectionRequest {
  readonly name: SectionName;
  /** The patients who are this person on the server: several until duplicates are merged there. */
  readonly patientIds: readonly string[];
  readonly last: number | null;
}

type Rows = readonly RowOf<SectionName>[];

interface Plan {
  readonly name: SectionName;
  readonly search: FhirSearch;
  /** The patients it asks for. */
  readonly patients: ReadonlySet<string>;
  /** Places of the requests this search serves. */
  readonly serves: readonly number[];
}

/** Reads any number of sections of any number of people in one request, where the server answers batches. Those known are not asked for. */
export function createClinicalReader(client: FhirClient) {
  const reads = wholeReadsOf(client.source);

  async function ask(requests: readonly SectionRequest[], access: FhirAccess): Promise<(Rows | Error)[]> {
    const plans = plansFor(requests, client.batches);
    const found = await client.searchAll(
      plans.map(({ search }) => search),
      access,
    );
    const answers = new Map<number, Rows | Error>();
    plans.forEach((plan, at) => answer(plan, found[at]!, requests, client.source.id, answers));
    return requests.map((_, at) => answers.get(at) ?? []);
  }

  return (requests: readonly SectionRequest[], access: FhirAccess): Promise<(Rows | Error)[]> => {
    const asked = new Map(requests.map((request) => [keyOf(request, access), request]));
    const keys = requests.map((request) => keyOf(request, access));
    return reads.many('HealthRecord', keys, (missing) =>
      ask(
        missing.map((key) => asked.get(key)!),
        access,
      ),
    );
  };
}

const keyOf = ({ name, last, patientIds }: SectionRequest, { restricted }: FhirAccess) =>
  JSON.stringify([name, last, patientIds, restricted]);

/** One search for a section of everybody. Last entries are a search for each person, which costs nothing more in a batch. */
function plansFor(requests: readonly SectionRequest[], batches: boolean): Plan[] {
  const groups = groupBy([...requests.keys()], (at) => {
    const { name, last } = requests[at]!;
    return last !== null && batches ? `${name} ${at}` : name;
  });
  return [...groups].map(([key, serves]) => {
    const { name, last } = requests[serves[0]!]!;
    const patients = new Set(serves.flatMap((at) => requests[at]!.patientIds));
    const { type, parameters: narrowing } = sections[name];
    const parameters = { ...narrowing, patient: [...patients].map((id) => `Patient/${id}`).join(',') };
    if (key === name || last === null) return { name, serves, patients, search: { type, parameters } };
    // By id where dates are the same: else each server, and each page, would have an order of its own.
    const newest = { ...parameters, _sort: '-date,_id', _count: String(last) };
    return { name, serves, patients, search: { type, parameters: newest, atMost: last } };
  });
}

function answer(
  { name, serves, patients }: Plan,
  found: FhirFound | Error,
  requests: readonly SectionRequest[],
  source: string,
  answers: Map<number, Rows | Error>,
): void {
  const entries = found instanceof Error ? found : entriesOf(sections[name], found, patients, source);
  for (const at of serves) {
    const { patientIds, last } = requests[at]!;
    answers.set(at, entries instanceof Error ? entries : rowsOf(entries, patientIds, last));
  }
}

type Entry = SectionEntry<RowOf<SectionName>> | HubError;

/** Entries by patient. One about anybody else shows that the server did not search for what it was asked. */
function entriesOf(
  section: Section<RowOf<SectionName>>,
  { matches }: FhirFound,
  patients: ReadonlySet<string>,
  source: string,
): ReadonlyMap<string, Entry[]> | HubError {
  const byPatient = new Map([...patients].map((id) => [id, [] as Entry[]] as const));
  for (const resource of matches) {
    const theirs = byPatient.get(section.patientOf(resource) ?? '');
    if (!theirs) return new HubError('SOURCE_BAD_DATA', undefined, { source, cause: new Reason('an entry of nobody asked for') });
    theirs.push(section.read(resource, source));
  }
  return byPatient;
}

function rowsOf(byPatient: ReadonlyMap<string, Entry[]>, patientIds: readonly string[], last: number | null): Rows | HubError {
  const entries = patientIds.flatMap((id) => byPatient.get(id) ?? []);
  const unreadable = entries.find((entry) => entry instanceof HubError);
  if (unreadable) return unreadable;
  const newestFirst = entries
    .flatMap((entry) => (entry instanceof HubError || entry.row === null ? [] : { ...entry, row: entry.row }))
    .toSorted((a, b) => (a.at === b.at ? compareIds(a.id, b.id) : b.at - a.at));
  return newestFirst.slice(0, last ?? newestFirst.length).map(({ row }) => row);
}

const compareIds = (a: string, b: string) => (a < b ? -1 : Number(a > b));
