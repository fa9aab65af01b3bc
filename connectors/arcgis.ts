import { z } from 'zod';
import { HubError } from '../core/errors.js';
import type { Where } from './arcgis-where.js';
import { allPages } from './feature-pages.js';
import { parseJson, type HttpClient } from './http.js';
import { contradicts } from './vn2000.js';

export interface LayerQuery {
  /** Layer within the service: `0`. */
  readonly layer: number;
  readonly where?: Where;
  /** Coordinates in the layer's own system; x before y, always. */
  readonly geometry?: { readonly type: 'esriGeometryPoint' | 'esriGeometryPolygon'; readonly json: object };
  readonly outFields: readonly string[];
  readonly orderBy?: string;
}

export interface GroupedQuery {
  readonly layer: number;
  readonly where: Where;
  readonly groupBy: readonly string[];
  readonly statistics: readonly { readonly type: 'count' | 'sum'; readonly field: string; readonly as: string }[];
}

export interface EsriFeature<A> {
  readonly attributes: A;
  readonly rings: number[][][] | null;
}

export interface ArcgisClient {
  page<A>(query: LayerQuery, range: { offset: number; limit: number }, shape: z.ZodType<A>): Promise<readonly EsriFeature<A>[]>;
  all<A>(query: LayerQuery, shape: z.ZodType<A>): Promise<readonly EsriFeature<A>[]>;
  count(query: LayerQuery): Promise<number>;
  grouped<A>(query: GroupedQuery, shape: z.ZodType<A>): Promise<readonly A[]>;
}

export interface ArcgisSettings {
  /** Service below the source's address: `Land/FeatureServer`. */
  readonly service: string;
  readonly epsg: number;
  /** At most the layer's own `maxRecordCount`. */
  readonly pageSize: number;
}

const Failure = z.object({ error: z.object({}) });
// An empty ring bounds nothing, so it is as if it were not there.
const Ring = z.array(z.array(z.number()).min(2)).refine(({ length }) => length === 0 || length > 2);
const Geometry = z.object({ rings: z.array(Ring).transform((rings) => rings.filter(({ length }) => length > 0)) });
const SpatialReference = z.object({ wkid: z.number().optional(), latestWkid: z.number().optional() });
const features = <A>(attributes: z.ZodType<A>) =>
  z.object({
    features: z.array(z.object({ attributes, geometry: Geometry.nullish() })),
    exceededTransferLimit: z.boolean().optional(),
    spatialReference: SpatialReference.nullish(),
  });

/** ArcGIS FeatureServer `/query` by POSTed forms, so that no filter stands in an address. */
export function createArcgisClient(http: HttpClient, { service, epsg, pageSize }: ArcgisSettings): ArcgisClient {
  const post = poster(http, service);
  const bad = () => new HubError('SOURCE_BAD_DATA', undefined, { source: http.source.id });

  async function read<A>(query: LayerQuery, { offset, limit }: { offset: number; limit: number }, shape: z.ZodType<A>) {
    const form = {
      ...selection(query, epsg),
      outFields: query.outFields.join(','),
      outSR: String(epsg),
      returnGeometry: 'true',
      resultOffset: String(offset),
      resultRecordCount: String(limit),
      ...(query.orderBy !== undefined && { orderByFields: query.orderBy }),
    };
    const answer = await post(query.layer, form, features(shape));
    const { wkid, latestWkid } = answer.spatialReference ?? {};
    if ([wkid, latestWkid].some((code) => code !== undefined && contradicts(epsg, `EPSG:${code}`))) throw bad();
    return { features: answer.features.map(toFeature), more: answer.exceededTransferLimit === true };
  }

  return {
    page: async (query, range, shape) => (await read(query, range, shape)).features,
    all: <A>(query: LayerQuery, shape: z.ZodType<A>) =>
      allPages(http.source.id, async (offset) => {
        const answer = await read(query, { offset, limit: pageSize }, shape);
        if (answer.more && answer.features.length === 0) throw bad();
        return { ...answer, matched: null };
      }),
    async count(query) {
      const shape = z.object({ count: z.number().int().nonnegative() });
      return (await post(query.layer, { ...selection(query, epsg), returnCountOnly: 'true' }, shape)).count;
    },
    async grouped(query, shape) {
      const answer = await post(query.layer, groupedForm(query), features(shape));
      if (answer.exceededTransferLimit === true) throw bad();
      return answer.features.map(({ attributes }) => attributes);
    },
  };
}

const poster =
  (http: HttpClient, service: string) =>
  async <T>(layer: number, form: Record<string, string>, shape: z.ZodType<T>): Promise<T> => {
    const { id } = http.source;
    const { status, text } = await http.send({
      method: 'POST',
      path: `${service}/${layer}/query`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ f: 'json', ...form }).toString(),
      accept: ['application/json', 'text/plain'],
    });
    // The server says "failed" with HTTP 200: an answer is one only when it holds no error.
    const answer = status === 404 ? null : parseJson(text, z.union([Failure, shape]), id);
    if (answer === null || Failure.safeParse(answer).success) throw new HubError('SOURCE_UNAVAILABLE', undefined, { source: id });
    return answer as T;
  };

const groupedForm = ({ where, groupBy, statistics }: GroupedQuery): Record<string, string> => ({
  where: where.sql,
  groupByFieldsForStatistics: groupBy.join(','),
  outStatistics: JSON.stringify(
    statistics.map(({ type, field, as }) => ({ statisticType: type, onStatisticField: field, outStatisticFieldName: as })),
  ),
  returnGeometry: 'false',
});

const selection = ({ where, geometry }: LayerQuery, epsg: number): Record<string, string> => ({
  where: where?.sql ?? '1=1',
  ...(geometry && {
    geometry: JSON.stringify(geometry.json),
    geometryType: geometry.type,
    inSR: String(epsg),
    spatialRel: 'esriSpatialRelIntersects',
  }),
});

const toFeature = <A>({ attributes, geometry }: { attributes: A; geometry?: { rings: number[][][] } | null | undefined }) => ({
  attributes,
  rings: geometry && geometry.rings.length > 0 ? geometry.rings : null,
});
