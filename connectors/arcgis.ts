import { z } from 'zod';
import { HubError } from '../core/errors.js';
import type { Where } from './arcgis-where.js';
import { parseJson, type HttpClient } from './http.js';

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

const maxPages = 50;
const Failure = z.object({ error: z.object({ code: z.number() }) });
const Geometry = z.object({ rings: z.array(z.array(z.array(z.number()).min(2)).min(3)) });
const features = <A>(attributes: z.ZodType<A>) =>
  z.object({
    features: z.array(z.object({ attributes, geometry: Geometry.nullish() })),
    exceededTransferLimit: z.boolean().optional(),
  });

/** ArcGIS FeatureServer `/query` by POSTed forms, so that no filter stands in an address. */
export function createArcgisClient(http: HttpClient, { service, epsg, pageSize }: ArcgisSettings): ArcgisClient {
  const post = poster(http, service);
  const bad = () => new HubError('SOURCE_BAD_DATA', undefined, { source: http.source.id });
  const read = <A>(query: LayerQuery, { offset, limit }: { offset: number; limit: number }, shape: z.ZodType<A>) =>
    post(
      query.layer,
      {
        ...selection(query, epsg),
        outFields: query.outFields.join(','),
        outSR: String(epsg),
        returnGeometry: 'true',
        resultOffset: String(offset),
        resultRecordCount: String(limit),
        ...(query.orderBy !== undefined && { orderByFields: query.orderBy }),
      },
      features(shape),
    );

  return {
    page: async (query, range, shape) => (await read(query, range, shape)).features.map(toFeature),
    async all<A>(query: LayerQuery, shape: z.ZodType<A>) {
      const found: EsriFeature<A>[] = [];
      for (let page = 0; page < maxPages; page++) {
        const answer = await read(query, { offset: found.length, limit: pageSize }, shape);
        found.push(...answer.features.map(toFeature));
        if (answer.exceededTransferLimit !== true || answer.features.length === 0) return found;
      }
      throw bad();
    },
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
