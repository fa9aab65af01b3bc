import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import { outcomeOf, Refusal } from './outcome.js';
import { searchParameters } from './search-parameters.js';
import type { Criterion, FhirStore } from './store.js';

/** The largest page the server gives, whatever is asked. */
export const largestPage = 200;
const usualPage = 20;

export interface SearchServer {
  /** The first page of a search, or its count. `base` is the server's address as the client calls it. */
  search(type: string, parameters: URLSearchParams, base: string): Bundle;
  /** A further page, by the token of a `next` link. */
  page(token: string, base: string): Bundle;
}

interface Search {
  readonly type: string;
  readonly matches: readonly FhirResource[];
  readonly count: number;
  readonly includeStations: boolean;
}

/** Search over `store`. Further pages are kept under opaque tokens, the oldest forgotten first. */
export function createSearchServer(store: FhirStore): SearchServer {
  const further = new Map<string, { search: Search; offset: number }>();
  let issued = 0;

  function pageAt(search: Search, offset: number, base: string): Bundle {
    const rows = search.matches.slice(offset, offset + search.count);
    const end = offset + search.count;
    const entry = rows.map((resource) => entryOf(resource, 'match', base));
    if (search.includeStations) entry.push(...stationsOf(rows, store).map((resource) => entryOf(resource, 'include', base)));
    const link = [{ relation: 'self', url: `${base}/${search.type}` }];
    if (end < search.matches.length) link.push({ relation: 'next', url: `${base}?_getpages=${keep(search, end)}` });
    return { resourceType: 'Bundle', type: 'searchset', link, entry };
  }
  function keep(search: Search, offset: number): string {
    issued += 1;
    const token = `g${issued.toString(36)}x${(issued * 7919).toString(36)}`;
    further.set(token, { search, offset });
    if (further.size > 5_000) further.delete(further.keys().next().value!);
    return token;
  }

  return {
    search(type, parameters, base) {
      const criteria = criteriaOf(type, parameters);
      const matches = store.find(type, criteria, parameters.get('_sort')?.startsWith('-date') ?? false);
      if (parameters.get('_summary') === 'count') return { resourceType: 'Bundle', type: 'searchset', total: matches.length };
      const asked = Number(parameters.get('_count') ?? usualPage);
      if (!Number.isInteger(asked) || asked < 1) throw new Refusal(400, 'invalid', '_count must be a positive integer');
      const includeStations = parameters.get('_include') === 'Patient:organization';
      const bundle = pageAt({ type, matches, count: Math.min(asked, largestPage), includeStations }, 0, base);
      if (asked > largestPage) bundle.entry!.push(shortened());
      return bundle;
    },
    page(token, base) {
      const next = further.get(token);
      if (!next) throw new Refusal(410, 'expired', 'This page is no longer kept; search again');
      return pageAt(next.search, next.offset, base);
    },
  };
}

const control = new Set(['_count', '_summary', '_sort', '_include']);

function criteriaOf(type: string, parameters: URLSearchParams): Criterion[] {
  const known = searchParameters[type];
  if (!known) throw new Refusal(404, 'not-supported', `Unknown resource type ${type}`);
  const criteria: Criterion[] = [];
  for (const [name, value] of parameters) {
    if (control.has(name)) continue;
    if (name !== '_id' && !Object.hasOwn(known, name))
      throw new Refusal(400, 'not-supported', `Unknown search parameter ${name}`);
    criteria.push({ name, anyOf: value.split(',').filter(Boolean) });
  }
  return criteria;
}

function stationsOf(rows: readonly FhirResource[], store: FhirStore): FhirResource[] {
  const references = rows.map((row) => (row.resourceType === 'Patient' ? row.managingOrganization?.reference : undefined));
  return [...new Set(references)].flatMap((reference) => {
    const [type, id] = reference?.split('/') ?? [];
    return (type !== undefined && id !== undefined && store.read(type, id)) || [];
  });
}

const entryOf = (resource: FhirResource, mode: 'match' | 'include', base: string): BundleEntry => ({
  fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
  resource,
  search: { mode },
});

const shortened = (): BundleEntry => ({
  resource: outcomeOf('information', 'informational', `_count was reduced to ${largestPage}`),
  search: { mode: 'outcome' },
});
