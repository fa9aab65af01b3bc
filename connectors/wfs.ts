import { XMLParser } from 'fast-xml-parser';
import type { z } from 'zod';
import { HubError } from '../core/errors.js';
import { allPages } from './feature-pages.js';
import { fesNamespaces, xmlName, xmlText, type Fes } from './fes.js';
import { parseJson, type HttpClient } from './http.js';
import { featureCollection, type Feature } from './feature-collection.js';

export interface WfsQuery {
  /** Feature type, with its prefix: `land:ThuaDat`. */
  readonly typeName: string;
  readonly filter: Fes;
  /** The only properties to send, the geometry's among them. */
  readonly properties: readonly string[];
  readonly sortBy?: string;
  /** It is a table: servers give its rows a geometry all the same, of whatever kind, which is not read. */
  readonly table?: boolean;
}

export interface WfsClient {
  /** Features `startIndex … startIndex + count - 1` of what `query` finds. */
  page<P>(query: WfsQuery, range: { startIndex: number; count: number }, shape: z.ZodType<P>): Promise<Feature<P>[]>;
  /** All that `query` finds, in as few requests as the page size allows. */
  all<P>(query: WfsQuery, shape: z.ZodType<P>): Promise<Feature<P>[]>;
  /** How many features `query` finds; null where the server says that it does not know. */
  hits(query: WfsQuery): Promise<number | null>;
}

export interface WfsSettings {
  /** Endpoint below the source's address, with a vendor's parameters where it needs them: `wfs`. */
  readonly path: string;
  /** Coordinates of the layers. */
  readonly epsg: number;
  /** The server's name for them, where it is not that of their EPSG code; null not to name them, and trust that they are the usual ones. */
  readonly srsName?: string | null | undefined;
  /** The server's name for GeoJSON, where it is not GeoServer's. */
  readonly outputFormat?: string | undefined;
  /** At most what the server itself sends at once: a server cuts longer pages short without a word. */
  readonly pageSize: number;
}

const json = ['application/geo+json', 'application/json'];
const xml = ['application/gml+xml', 'application/xml', 'text/xml'];
const parser = new XMLParser({ ignoreAttributes: false, removeNSPrefix: true, processEntities: false });

/** WFS 2.0 by POSTed XML, so that no filter stands in an address; features as GeoJSON in the layer's own coordinates. */
export function createWfsClient(http: HttpClient, settings: WfsSettings): WfsClient {
  const { path, epsg, pageSize } = settings;
  const id = http.source.id;
  const getFeature = requestIn(settings);

  async function post(body: string, accept: readonly string[]): Promise<string> {
    const { status, text } = await http.send({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/xml' },
      body,
      accept,
    });
    // The endpoint itself is not there: a fault of the source, not an answer of none.
    if (status === 404) throw new HubError('SOURCE_UNAVAILABLE', undefined, { source: id });
    return text;
  }
  const collection = async <P>(query: WfsQuery, range: { startIndex: number; count: number }, shape: z.ZodType<P>) =>
    parseJson(await post(getFeature(query, range), json), featureCollection(shape, epsg, query), id);

  return {
    page: async (query, range, shape) => (await collection(query, range, shape)).features,
    all: <P>(query: WfsQuery, shape: z.ZodType<P>) =>
      allPages(id, async (offset) => {
        const { features, numberMatched = null } = await collection(query, { startIndex: offset, count: pageSize }, shape);
        const ended = numberMatched === null ? features.length < pageSize : offset + features.length >= numberMatched;
        return { features, more: !ended && features.length > 0, matched: numberMatched };
      }),
    async hits(query) {
      const matched = matchedIn(await post(getFeature(query, 'hits'), xml));
      if (matched === undefined) throw new HubError('SOURCE_BAD_DATA', undefined, { source: id });
      return matched;
    },
  };
}

const requestIn = ({ epsg, srsName = `urn:ogc:def:crs:EPSG::${epsg}`, outputFormat = 'application/json' }: WfsSettings) => {
  const format = `outputFormat="${xmlText(outputFormat)}"`;
  // Unless asked, a server gives the first of the coordinates it knows, and its GeoJSON does not tell which.
  const coordinates = srsName === null ? '' : ` srsName="${xmlText(srsName)}"`;
  return (query: WfsQuery, range: { startIndex: number; count: number } | 'hits') =>
    range === 'hits'
      ? getFeature('resultType="hits"', query, '')
      : getFeature(
          `${format} startIndex="${range.startIndex}" count="${range.count}"`,
          query,
          coordinates,
          query.properties.map((name) => `<wfs:PropertyName>${xmlName(name)}</wfs:PropertyName>`).join(''),
          query.sortBy === undefined ? '' : sorted(query.sortBy),
        );
};

const getFeature = (how: string, { typeName, filter }: WfsQuery, coordinates: string, properties = '', order = '') =>
  `<wfs:GetFeature service="WFS" version="2.0.0" ${how} xmlns:wfs="http://www.opengis.net/wfs/2.0" ${fesNamespaces}>` +
  `<wfs:Query typeNames="${xmlName(typeName)}"${coordinates}>${properties}<fes:Filter>${filter.xml}</fes:Filter>${order}</wfs:Query>` +
  '</wfs:GetFeature>';

const sorted = (name: string) =>
  `<fes:SortBy><fes:SortProperty><fes:ValueReference>${xmlName(name)}</fes:ValueReference></fes:SortProperty></fes:SortBy>`;

/** `numberMatched` of a FeatureCollection, null where it is "unknown"; undefined for an exception report, or anything else. */
function matchedIn(text: string): number | null | undefined {
  let parsed: { FeatureCollection?: { '@_numberMatched'?: string } };
  try {
    parsed = parser.parse(text) as typeof parsed;
  } catch {
    return undefined;
  }
  const matched = parsed.FeatureCollection?.['@_numberMatched'];
  if (matched === 'unknown') return null;
  return matched !== undefined && /^\d{1,15}$/.test(matched) ? Number(matched) : undefined;
}
