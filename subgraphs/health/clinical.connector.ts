import type { FhirAccess, FhirClient, FhirFound, FhirSearch } from '../../connectors/fhir.js';
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
  /** Places of the requests this search serves. */
  readonly serves: readonly number[];
}

/** Reads any number of sections of any number of people in one request, where the server answers batches. */
export const createClinicalReader =
  (client: FhirClient) =>
  async (requests: readonly SectionRequest[], access: FhirAccess): Promise<(Rows | Error)[]> => {
    const plans = plansFor(requests, client.batches);
    const found = await client.searchAll(
      plans.map(({ search }) => search),
      access,
    );
    const answers = new Map<number, Rows | Error>();
    plans.forEach((plan, at) => answer(plan, found[at]!, requests, client.source.id, answers));
    return requests.map((_, at) => answers.get(at) ?? []);
  };

/** One search for a section of everybody. Last entries are a search for each person, which costs nothing more in a batch. */
function plansFor(requests: readonly SectionRequest[], batches: boolean): Plan[] {
  const groups = new Map<string, number[]>();
  requests.forEach(({ name, last }, at) => {
    const key = last !== null && batches ? `${name} ${at}` : name;
    groups.set(key, [...(groups.get(key) ?? []), at]);
  });
  return [...groups].map(([key, serves]) => {
    const { name, last } = requests[serves[0]!]!;
    const patients = new Set(serves.flatMap((at) => requests[at]!.patientIds));
    const { type, parameters: narrowing } = sections[name];
    const parameters = { ...narrowing, patient: [...patients].map((id) => `Patient/${id}`).join(',') };
    if (key === name || last === null) return { name, serves, search: { type, parameters } };
    return { name, serves, search: { type, parameters: { ...parameters, _sort: '-date', _count: String(last) }, atMost: last } };
  });
}

function answer(
  { name, serves }: Plan,
  found: FhirFound | Error,
  requests: readonly SectionRequest[],
  source: string,
  answers: Map<number, Rows | Error>,
): void {
  const entries = found instanceof Error ? found : entriesOf(name, found, source);
  for (const at of serves) {
    const { patientIds, last } = requests[at]!;
    answers.set(at, entries instanceof Error ? entries : rowsOf(entries, patientIds, last));
  }
}

type Entry = SectionEntry<RowOf<SectionName>>;

function entriesOf(name: SectionName, { matches }: FhirFound, source: string): ReadonlyMap<string, Entry[]> | Error {
  const section: Section<RowOf<SectionName>> = sections[name];
  const byPatient = new Map<string, Entry[]>();
  try {
    for (const resource of matches) {
      const entry = section.read(resource, source);
      if (entry.patientId !== null) byPatient.set(entry.patientId, [...(byPatient.get(entry.patientId) ?? []), entry]);
    }
  } catch (error) {
    return error instanceof Error ? error : new Error('unreadable');
  }
  return byPatient;
}

function rowsOf(entries: ReadonlyMap<string, Entry[]>, patientIds: readonly string[], last: number | null): Rows {
  const newestFirst = patientIds
    .flatMap((id) => entries.get(id) ?? [])
    .toSorted((a, b) => (a.date === b.date ? 0 : a.date < b.date ? 1 : -1));
  return newestFirst.slice(0, last ?? newestFirst.length).map(({ row }) => row);
}
