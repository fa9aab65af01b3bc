import { HubError, Reason } from '../core/errors.js';
import type { SourceConfig } from '../core/sources.js';
import { entriesOf, isPartial, nextPath, type Bundle, type FhirAccess, type FhirFound } from './fhir-bundle.js';
import { FhirOptions } from './fhir-options.js';
import type { FhirResource } from './fhir-resource.js';
import { createFhirTransport, type FhirTransport, type SearchParameters } from './fhir-transport.js';
import { readOptions } from './source-options.js';

export type { FhirAccess, FhirFound } from './fhir-bundle.js';
export type { SearchParameters } from './fhir-transport.js';
export { searchToken, type FhirResource } from './fhir-resource.js';

export interface FhirSearch {
  readonly type: string;
  readonly parameters: SearchParameters;
  /** Matches wanted; later pages are then not asked for. All of them, unless given. */
  readonly atMost?: number;
}

export interface FhirClient {
  readonly source: SourceConfig;
  /** Whether many searches are one request. */
  readonly batches: boolean;
  /** One search, to its end. Its parameters travel in the body, so they may hold personal data. */
  search(search: FhirSearch, access: FhirAccess): Promise<FhirFound>;
  /** Several searches in as few requests as batches go; a failed one is an Error in its place. Parameters must hold no personal data: servers log them. */
  searchAll(searches: readonly FhirSearch[], access: FhirAccess): Promise<(FhirFound | Error)[]>;
  /** How many resources each search would find, in one request. */
  counts(searches: readonly FhirSearch[]): Promise<(number | Error)[]>;
  close(): Promise<void>;
}

/** A reader of one FHIR R4 server. What is entered in error, or restricted beyond the reader's rights, does not get past it. */
export function createFhirClient(source: SourceConfig): FhirClient {
  const options = readOptions(source, FhirOptions);
  const transport = createFhirTransport(source, options);
  const starts = async (searches: readonly FhirSearch[]): Promise<(Bundle | Error)[]> => {
    if (!options.batch) return settled(searches.map(({ type, parameters }) => transport.search(type, parameters)));
    const chunks = chunksOf(searches, options.batchSize);
    const answers = await settled(chunks.map((chunk) => transport.batch(chunk)));
    return answers.flatMap((answer, at) => (answer instanceof Error ? chunks[at]!.map(() => answer) : answer));
  };
  const complete = pageReader(source, transport, options);

  return {
    source,
    batches: options.batch,
    search: async (search, access) => complete(await transport.search(search.type, search.parameters), search, access),
    async searchAll(searches, access) {
      const pages = await starts(searches);
      return settled(pages.map(async (page, at) => (page instanceof Error ? page : complete(page, searches[at]!, access))));
    },
    async counts(searches) {
      const pages = await starts(
        searches.map(({ type, parameters }) => ({ type, parameters: { ...parameters, _summary: 'count' } })),
      );
      return pages.map((page) => (page instanceof Error ? page : totalOf(page, source.id)));
    },
    close: () => transport.close(),
  };
}

/** Reads on from a first page until there is no more, enough is found, or the source's limits are passed. */
function pageReader(source: SourceConfig, transport: FhirTransport, { openLabels, maxPages, maxResources }: FhirOptions) {
  return async (start: Bundle, search: FhirSearch, access: FhirAccess): Promise<FhirFound> => {
    const matches = new Map<string, FhirResource>();
    const included = new Map<string, FhirResource>();
    const wanted = search.atMost ?? Number.POSITIVE_INFINITY;
    for (let page = start, read = 1; ; read++) {
      if (isPartial(page)) throw partial(source.id);
      const found = entriesOf(page, search.type, { access, openLabels });
      // Pages may overlap where the server's data move between them, and bring the same along: what comes twice is there once.
      for (const match of found.matches) matches.set(placeOf(match, matches), match);
      for (const one of found.included) included.set(placeOf(one, included), one);
      const next = matches.size >= wanted ? null : nextPath(page, source);
      if (next === null) return { matches: [...matches.values()].slice(0, wanted), included: [...included.values()] };
      if (read >= maxPages || matches.size > maxResources)
        throw new HubError('SOURCE_BAD_DATA', undefined, { source: source.id, cause: new Reason('the search does not end') });
      page = await transport.page(next);
    }
  };
}

const placeOf = ({ resourceType, id }: FhirResource, held: ReadonlyMap<string, unknown>) =>
  id === undefined ? `#${held.size}` : `${resourceType}/${id}`;

function totalOf(page: Bundle, source: string): number | Error {
  if (isPartial(page)) return partial(source);
  return page.total ?? new HubError('SOURCE_BAD_DATA', undefined, { source, cause: new Reason('no total') });
}

const partial = (source: string) =>
  new HubError('SOURCE_UNAVAILABLE', undefined, { source, cause: new Reason('the server calls its answer incomplete') });

async function settled<T>(promises: readonly Promise<T>[]): Promise<(T | Error)[]> {
  const outcomes = await Promise.allSettled(promises);
  return outcomes.map((outcome) => {
    if (outcome.status === 'fulfilled') return outcome.value;
    return outcome.reason instanceof Error ? outcome.reason : new HubError('INTERNAL');
  });
}

const chunksOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
