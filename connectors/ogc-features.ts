import { z } from 'zod';
import { HubError, Reason } from '../core/errors.js';
import { satisfying } from './cql2.js';
import { featureCollection, type Feature } from './feature-collection.js';
import { allPages } from './feature-pages.js';
import { NotAsked } from './guard/not-asked.js';
import { parseJson, type HttpClient } from './http.js';
import { dialects, itemsRequest, type ItemsQuery, type ItemsRequest, type OgcFeaturesSettings } from './ogc-features-request.js';
import { pathBelow } from './same-origin.js';
import { contradicts } from './vn2000.js';

export type { ItemsQuery } from './ogc-features-request.js';

export interface Items<P> {
  readonly features: readonly Feature<P>[];
  /** How many there are in all, where the server says so. */
  readonly matched: number | null;
}

export interface OgcFeaturesClient {
  page<P>(query: ItemsQuery, range: { offset: number; limit: number }, shape: z.ZodType<P>): Promise<Items<P>>;
  /** All that `query` finds. */
  all<P>(query: ItemsQuery, shape: z.ZodType<P>): Promise<readonly Feature<P>[]>;
}

const accept = ['application/geo+json', 'application/json'];
const Properties = z.record(z.string(), z.unknown());

/** OGC API Features with CQL2 filters. What comes back is checked against the filter's attributes. */
export function createOgcFeaturesClient(http: HttpClient, settings: OgcFeaturesSettings): OgcFeaturesClient {
  const { epsg, pageSize, dialect = 'standard' } = settings;
  const id = http.source.id;
  const bad = (reason: string) => new HubError('SOURCE_BAD_DATA', undefined, { source: id, cause: new Reason(reason) });

  async function fetch<P>(
    request: ItemsRequest,
    { filter, table = false }: ItemsQuery,
    shape: z.ZodType<P>,
  ): Promise<ItemsPage<P>> {
    const { status, text, headers } = await http.send({ ...request, accept });
    if (status === 404) throw new HubError('SOURCE_UNAVAILABLE', undefined, { source: id });
    if (contradicts(epsg, String(headers['content-crs'] ?? '').replace(/^<|>$/g, '')))
      throw bad('other coordinates than asked for');
    const raw = parseJson(text, featureCollection(Properties, epsg, { table }), id);
    const satisfies = satisfying(filter);
    if (!raw.features.every(({ properties }) => satisfies(properties))) throw bad('features that the filter excludes');
    const features = raw.features.map(({ geometry, properties }) => {
      const parsed = shape.safeParse(properties);
      if (!parsed.success) throw bad(`unexpected shape at ${parsed.error.issues[0]?.path.join('.')}`);
      return { geometry, properties: parsed.data };
    });
    return { features, matched: raw.numberMatched ?? null, next: raw.links?.find(({ rel }) => rel === 'next')?.href };
  }

  return {
    page: async (query, range, shape) => fetch(requestFor(query, range), query, shape),
    async all<P>(query: ItemsQuery, shape: z.ZodType<P>) {
      let request = requestFor(query, { offset: 0, limit: pageSize });
      return allPages(id, async (offset) => {
        const { features, matched, next } = await fetch(request, query, shape);
        const found = offset + features.length;
        const following = followingOf(request, { query, found, got: features.length, matched, next });
        request = following ?? request;
        return { features, more: following !== null, matched };
      });
    },
  };

  function requestFor(query: ItemsQuery, range: { offset: number; limit: number }): ItemsRequest {
    if (query.personal && !dialects[dialect].takesPost) {
      const cause = new NotAsked('personal data cannot be asked for but in an address');
      throw new HubError('SOURCE_UNAVAILABLE', undefined, { source: id, cause });
    }
    return itemsRequest(query, range, settings);
  }

  function followingOf(last: ItemsRequest, { query, found, got, matched, next }: Progress): ItemsRequest | null {
    if (last.method === 'GET' && next !== undefined) return { method: 'GET', path: pathBelow(http.source, next) };
    // A next link cannot say what a body was, and some servers have none: a full page may not be the last.
    const short = last.method === 'GET' ? got < pageSize : got === 0 || (matched === null && got < pageSize);
    const ended = short || (matched !== null && found >= matched);
    return ended ? null : requestFor(query, { offset: found, limit: pageSize });
  }
}

interface ItemsPage<P> extends Items<P> {
  readonly next: string | undefined;
}

interface Progress {
  readonly query: ItemsQuery;
  readonly found: number;
  readonly got: number;
  readonly matched: number | null;
  readonly next: string | undefined;
}
