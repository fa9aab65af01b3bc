import { cql2Json, cql2Text, type Cql2 } from './cql2.js';

export interface ItemsQuery {
  readonly collection: string;
  readonly filter: Cql2;
  /** The only properties to send. */
  readonly properties: readonly string[];
  /** True where the filter holds personal data, which may not stand in an address. */
  readonly personal: boolean;
  /** The property to sort by, where the server sorts. */
  readonly sortBy?: string;
  /** It is a table: servers give its rows a geometry all the same, of whatever kind, which is not read. */
  readonly table?: boolean;
}

/** What a server speaks: `standard`, or a draft of it. */
export const dialects = {
  standard: { intersects: 'S_INTERSECTS', crs: (epsg: number) => crsUri(epsg), sorts: false, takesPost: true },
  // Version 1.3: coordinates by their number, the CQL2 of 2021, filters in the address only; sorts, as a draft of part 8 says.
  pg_featureserv: { intersects: 'INTERSECTS', crs: String, sorts: true, takesPost: false },
} as const;
export type Dialect = keyof typeof dialects;

export interface OgcFeaturesSettings {
  /** Coordinates to ask for: the layer's own, because a server's datum shift may be wrong. */
  readonly epsg: number;
  readonly pageSize: number;
  readonly dialect?: Dialect | undefined;
}

export interface ItemsRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Longer filters are POSTed: many servers stop reading an address at 8 KB. */
const longestText = 4_000;

/** The request for a stretch of what `query` finds. Personal data stand in its body, whatever the server takes. */
export function itemsRequest(
  { collection, filter, properties, personal, sortBy }: ItemsQuery,
  { offset, limit }: { offset: number; limit: number },
  { epsg, dialect = 'standard' }: OgcFeaturesSettings,
): ItemsRequest {
  const { intersects, crs, sorts, takesPost } = dialects[dialect];
  const path = `collections/${encodeURIComponent(collection)}/items`;
  const common = {
    limit: String(limit),
    ...(offset > 0 && { offset: String(offset) }),
    crs: crs(epsg),
    properties: properties.join(','),
    ...(sorts && sortBy !== undefined && { sortby: sortBy }),
  };
  const text = personal ? '' : cql2Text(filter, intersects);
  if (!personal && (text.length <= longestText || !takesPost)) {
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
