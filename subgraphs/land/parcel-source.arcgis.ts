import { z } from 'zod';
import { fromEsriRings } from '../../connectors/arcgis-geometry.js';
import { whereOver, type Where } from '../../connectors/arcgis-where.js';
import { createArcgisClient, type EsriFeature, type LayerQuery } from '../../connectors/arcgis.js';
import type { Feature } from '../../connectors/feature-collection.js';
import { createHttpClient } from '../../connectors/http.js';
import { fromWgs84 } from '../../connectors/vn2000.js';
import { readOptions } from '../../connectors/source-options.js';
import type { SourceConfig } from '../../core/sources.js';
import { fromGroup, GroupedRow } from './land-statistics.connector.js';
import { createParcelSource } from './kept-parcels.js';
import { parcelFilter, type FilterBuilder } from './parcel-filter.js';
import type { ParcelQuery, ParcelSource } from './parcel-source.js';
import { allParcelColumns, columnsFor, parcelKey, ParcelRow } from './parcel.connector.js';
import { zoneColumns, zoneKey, ZoneRow } from './planning-zone.connector.js';
import { LandOptions, placeOf } from './source-options.js';

const layer = z.number().int().nonnegative();
const ArcgisOptions = LandOptions.extend({
  /** Service below the source's address. */
  service: z.string().regex(/^[\w/-]+\/(FeatureServer|MapServer)$/),
  layers: z.object({ parcels: layer, zones: layer }),
});

type Selection = Pick<LayerQuery, 'where' | 'geometry'>;

/** A land system on an ArcGIS FeatureServer. */
export function createArcgisParcelSource(config: SourceConfig): ParcelSource {
  const options = readOptions(config, ArcgisOptions);
  const { epsg, service, pageSize, layers } = options;
  const place = placeOf(config, options);
  const http = createHttpClient(config);
  const arcgis = createArcgisClient(http, { service, epsg, pageSize });
  const build = selectionIn(epsg);
  const parcelsBy = (query: ParcelQuery) => ({
    layer: layers.parcels,
    ...parcelFilter(build, query),
    outFields: columnsFor(query),
    orderBy: parcelKey,
  });

  return createParcelSource(place, {
    find: async (query) => (await arcgis.all(parcelsBy(query), ParcelRow)).map(toFeature),
    async slice(query, offset, limit) {
      const parcels = parcelsBy(query);
      const [features, total] = await Promise.all([arcgis.page(parcels, { offset, limit }, ParcelRow), arcgis.count(parcels)]);
      return { rows: features.map(toFeature), total };
    },
    async zonesIn(box) {
      const zones = { layer: layers.zones, ...build.inBox(box), outFields: zoneColumns, orderBy: zoneKey };
      return (await arcgis.all(zones, ZoneRow)).map(toFeature);
    },
    async totals(codes) {
      const groups = await arcgis.grouped(
        {
          layer: layers.parcels,
          where: columns.isIn('MaXa', codes),
          groupBy: ['MaXa', 'KyHieuMucDichSuDung'],
          statistics: [
            { type: 'count', field: parcelKey, as: 'soThua' },
            { type: 'sum', field: 'DienTichPhapLy', as: 'dienTich' },
          ],
        },
        GroupedRow,
      );
      return groups.map(fromGroup);
    },
    close: () => http.close(),
  });
}

const toFeature = <A>({ attributes, rings }: EsriFeature<A>): Feature<A> => ({
  properties: attributes,
  geometry: rings && fromEsriRings(rings),
});

const columns = whereOver(allParcelColumns);

/** Conditions on columns are SQL; the one on geometry stands beside it, so it can only be joined by AND. */
function selectionIn(epsg: number): FilterBuilder<Selection> {
  const convert = fromWgs84(epsg);
  const wheres = (parts: readonly Selection[]): Where[] => parts.flatMap(({ where }) => where ?? []);
  return {
    isIn: (column, values) => ({ where: columns.isIn(column, values) }),
    or: (parts) => ({ where: columns.or(wheres(parts)) }),
    and(parts) {
      const conditions = wheres(parts);
      const geometry = parts.find((part) => part.geometry)?.geometry;
      return { ...(conditions.length > 0 && { where: columns.and(conditions) }), ...(geometry && { geometry }) };
    },
    atPoint(lon, lat) {
      const [x, y] = convert([lon, lat]);
      return { geometry: { type: 'esriGeometryPoint', json: { x, y } } };
    },
    inBox({ west, south, east, north }) {
      const clockwise = [
        [west, south],
        [west, north],
        [east, north],
        [east, south],
        [west, south],
      ] as const;
      return { geometry: { type: 'esriGeometryPolygon', json: { rings: [clockwise.map(convert)] } } };
    },
  };
}
