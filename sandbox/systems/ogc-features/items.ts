import { allOf, crsOf, fromLayer, isIn, meets, QueryFault, toLayer, type Crs, type Filter } from '../land/filter.js';
import { geojsonFeature } from '../land/geojson.js';
import { ringOf } from '../land/geometry.js';
import type { LandData, LandLayer } from '../land/layers.js';

export interface ItemsScope {
  readonly data: LandData;
  readonly layer: LandLayer;
  readonly collection: string;
  readonly origin: string;
}

type Query = Readonly<Record<string, string>>;

const longestPage = 1_000;
const usualPage = 10;
const crs84: Crs = { epsg: 4326, latitudeFirst: false };
const own = new Set(['limit', 'offset', 'bbox', 'bbox-crs', 'crs', 'filter', 'filter-lang', 'filter-crs', 'properties', 'f']);

/** Part 2: an answer names the coordinates it is in, as they were asked for. */
export const contentCrs = ({ crs = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84' }: Query) => `<${crs}>`;

/** The answer to an items request. `linked`: with a next link, which only an address can hold. */
export function itemsAnswer(scope: ItemsScope, query: Query, filter: Filter | null, { linked }: { linked: boolean }) {
  const { data, layer } = scope;
  const limit = Math.min(whole(query, 'limit') ?? usualPage, longestPage);
  const offset = whole(query, 'offset') ?? 0;
  const found = layer.features.filter(
    allOf([...(filter ? [filter] : []), ...boxFilter(data, query), ...propertyFilters(layer, query)]),
  );
  const page = found.slice(offset, offset + limit);
  const fields = query['properties']?.split(',') ?? layer.fields;
  const unknown = fields.find((name) => !layer.fields.includes(name));
  if (unknown !== undefined) throw new QueryFault(`no property ${unknown}`);
  const convert = fromLayer(data, query['crs'] === undefined ? crs84 : crsOf(query['crs']));
  const more = linked && offset + page.length < found.length;
  return {
    type: 'FeatureCollection',
    numberMatched: found.length,
    numberReturned: page.length,
    features: page.map((feature) => geojsonFeature(feature, { id: feature.id, fields, convert })),
    links: more ? [nextLink(scope, query, { limit, offset: offset + page.length })] : [],
  };
}

function boxFilter(data: LandData, query: Query): Filter[] {
  if (query['bbox'] === undefined) return [];
  const [west, south, east, north] = query['bbox'].split(',').map(Number);
  if (![west, south, east, north].every(Number.isFinite)) throw new QueryFault('bbox is four numbers');
  const crs = query['bbox-crs'] === undefined ? crs84 : crsOf(query['bbox-crs']);
  return [meets(ringOf({ west: west!, south: south!, east: east!, north: north! }).map(toLayer(data, crs)), true)];
}

/** `?MaXa=16690`; a parameter that is neither a property nor the standard's is an error, as the standard wants. */
const propertyFilters = (layer: LandLayer, query: Query): Filter[] =>
  Object.entries(query)
    .filter(([name]) => !own.has(name))
    .map(([name, value]) => isIn(layer, name, [value]));

function nextLink({ origin, collection }: ItemsScope, query: Query, { limit, offset }: { limit: number; offset: number }) {
  const next = new URLSearchParams({ ...query, limit: String(limit), offset: String(offset) });
  return { rel: 'next', type: 'application/geo+json', href: `${origin}/collections/${collection}/items?${next.toString()}` };
}

function whole(query: Query, name: string): number | null {
  const text = query[name];
  if (text === undefined) return null;
  if (!/^\d{1,9}$/.test(text)) throw new QueryFault(`${name} is a whole number`);
  return Number(text);
}
