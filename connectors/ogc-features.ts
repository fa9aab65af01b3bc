import { z } from 'zod';
import { HubError, Reason } from '../core/errors.js';
import { cql2Json, cql2Text, satisfying, type Cql2 } from './cql2.js';
import { featureCollection, type Feature } from './feature-collection.js';
import { allPages } from './feature-pages.js';
import { parseJson, type HttpClient } from './http.js';
import { pathBelow } from './same-origin.js';
import { contradicts } from './vn2000.js';

export interface ItemsQuery {
  readonly collection: string;
  readonly filter: Cql2;
  /** The only properties to send. */
  readonly properties: readonly string[];
  /** True where the filter holds personal data, which may not stand in an address. */
  readonly personal: boolean;
}

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

export interface OgcFeaturesSettings {
  /** Coordinates to ask for: the layer's own, because a server's datum shift may be wrong. */
  readonly epsg: number;
  readonly pageSize: number;
}

const accept = ['application/geo+json', 'application/json'];
/** Longer filters are POSTed: many servers stop reading an address at 8 KB. */
const longestText = 4_000;
const Properties = z.record(z.string(), z.unknown());

/** OGC API Features with CQL2 filters. What comes back is checked against the filter's attributes. */
export function createOgcFeaturesClient(http: HttpClient, { epsg, pageSize }: OgcFeaturesSettings): OgcFeaturesClient {
  const id = http.source.id;
  const bad = (reason: string) => new HubError('SOURCE_BAD_DATA', undefined, { source: id, cause: new Reason(reason) });

  async function fetch<P>(request: ItemsRequest, filter: Cql2, shape: z.ZodType<P>): Promise<ItemsPage<P>> {
    const { status, text, headers } = await http.send({ ...request, accept });
    if (status === 404) throw new HubError('SOURCE_UNAVAILABLE', undefined, { source: id });
    if (contradicts(epsg, String(headers['content-crs'] ?? '').replace(/^<|>$/g, '')))
      throw bad('other coordinates than asked for');
    const raw = parseJson(text, featureCollection(Properties, epsg), id);
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
    page: (query, range, shape) => fetch(itemsRequest(query, range, epsg), query.filter, shape),
    all<P>(query: ItemsQuery, shape: z.ZodType<P>) {
      let request: ItemsRequest = itemsRequest(query, { offset: 0, limit: pageSize }, epsg);
      return allPages(id, async (offset) => {
        const { features, matched, next } = await fetch(request, query.filter, shape);
        const found = offset + features.length;
        const following = followingOf(request, { query, found, got: features.length, matched, next });
        request = following ?? request;
        return { features, more: following !== null, matched };
      });
    },
  };

  function followingOf(last: ItemsRequest, { query, found, got, matched, next }: Progress): ItemsRequest | null {
    if (last.method === 'GET') return next === undefined ? null : { method: 'GET', path: pathBelow(http.source, next) };
    // A next link cannot say what the body was.
    const ended = got === 0 || (matched === null ? got < pageSize : found >= matched);
    return ended ? null : itemsRequest(query, { offset: found, limit: pageSize }, epsg);
  }
}

interface ItemsPage<P> extends Items<P> {
  readonly next: string | undefined;
}

interface ItemsRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Progress {
  readonly query: ItemsQuery;
  readonly found: number;
  readonly got: number;
  readonly matched: number | null;
  readonly next: string | undefined;
}

function itemsRequest(
  { collection, filter, properties, personal }: ItemsQuery,
  { offset, limit }: { offset: number; limit: number },
  epsg: number,
): ItemsRequest {
  const path = `collections/${encodeURIComponent(collection)}/items`;
  const common = {
    limit: String(limit),
    ...(offset > 0 && { offset: String(offset) }),
    crs: crsUri(epsg),
    properties: properties.join(','),
  };
  const text = personal ? '' : cql2Text(filter);
  if (!personal && text.length <= longestText) {
    const query = new URLSearchParams({ ...common, 'filter-lang': 'cql2-text', filter: text });
    return { method: 'GET', path: `${path}?${query.toString()}` };
  }
  return {
    method: 'POST',
    path: `${path}?${new URLSearchParams({ ...common, 'filter-lang': 'cql2-json' }).toString()}`,
    headers: { 'content-type': 'application/query-cql-json' },
    body: JSON.stringify(cql2Json(filter)),
  };
}

const crsUri = (epsg: number) =>
  epsg === 4326 ? 'http://www.opengis.net/def/crs/OGC/1.3/CRS84' : `http://www.opengis.net/def/crs/EPSG/0/${epsg}`;
