import type { FhirResource } from 'fhir/r4.js';
import { dateOf, searchParameters } from './search-parameters.js';

/** One condition of a search: the parameter and its alternatives (comma is "or"; a repeated parameter is "and"). */
export interface Criterion {
  readonly name: string;
  readonly anyOf: readonly string[];
}

export interface FhirStore {
  read(type: string, id: string): FhirResource | undefined;
  /** Resources of `type` that meet all criteria, in stored order or newest first, those of one date by id. */
  find(type: string, criteria: readonly Criterion[], newestFirst: boolean): readonly FhirResource[];
}

type Keys = (resource: FhirResource) => string[];

/** Resources in memory, indexed once under every search parameter. */
export function createStore(resources: readonly FhirResource[]): FhirStore {
  const shelves = new Map<string, FhirResource[]>();
  for (const resource of resources) put(shelves, resource.resourceType, resource);
  const byId = new Map(resources.map((resource) => [`${resource.resourceType}/${resource.id}`, resource]));
  const indexes = new Map<string, Map<string, FhirResource[]>>();
  for (const [type, shelf] of shelves) {
    for (const name of Object.keys(searchParameters[type] ?? {}))
      indexes.set(`${type}.${name}`, indexOf(shelf, keysOf(type, name)));
  }

  const lookUp = (type: string, { name, anyOf }: Criterion): FhirResource[] => {
    if (name === '_id') return anyOf.flatMap((id) => byId.get(`${type}/${id}`) ?? []);
    const index = indexes.get(`${type}.${name}`);
    return [...new Set(anyOf.flatMap((key) => index?.get(key) ?? []))];
  };

  return {
    read: (type, id) => byId.get(`${type}/${id}`),
    find(type, criteria, newestFirst) {
      // The criterion about one patient or identifier narrows most, so it leads; the others sift what is left.
      const [lead, ...others] = criteria.toSorted((a, b) => rank(a) - rank(b));
      const candidates = lead ? lookUp(type, lead) : (shelves.get(type) ?? []);
      const found = candidates.filter((resource) => others.every((criterion) => meets(type, resource, criterion)));
      return newestFirst ? found.toSorted((a, b) => dateOf(b).localeCompare(dateOf(a)) || compareIds(a, b)) : found;
    },
  };
}

const compareIds = ({ id: a = '' }: FhirResource, { id: b = '' }: FhirResource) => (a < b ? -1 : Number(a > b));

const meets = (type: string, resource: FhirResource, { name, anyOf }: Criterion) =>
  (name === '_id' ? [resource.id ?? ''] : keysOf(type, name)(resource)).some((key) => anyOf.includes(key));

const leading = ['_id', 'identifier', 'patient', 'subject', 'organization', 'code'];
const rank = ({ name }: Criterion) => (leading.includes(name) ? leading.indexOf(name) : leading.length);

const keysOf = (type: string, name: string): Keys => searchParameters[type]![name] as unknown as Keys;

function indexOf(shelf: readonly FhirResource[], keys: Keys): Map<string, FhirResource[]> {
  const index = new Map<string, FhirResource[]>();
  for (const resource of shelf) for (const key of keys(resource)) put(index, key, resource);
  return index;
}

function put(into: Map<string, FhirResource[]>, key: string, resource: FhirResource): void {
  const shelf = into.get(key);
  if (shelf) shelf.push(resource);
  else into.set(key, [resource]);
}
