import { z } from 'zod';
import type { Cql2 } from '../../connectors/cql2.js';
import type { Feature } from '../../connectors/feature-collection.js';
import { createHttpClient } from '../../connectors/http.js';
import { createOgcFeaturesClient } from '../../connectors/ogc-features.js';
import { readOptions } from '../../connectors/source-options.js';
import type { SourceConfig } from '../../core/sources.js';
import { StatisticsRow, statisticsColumns, toTotal } from './land-statistics.connector.js';
import { isPersonal, parcelFilter, type FilterBuilder } from './parcel-filter.js';
import type { ParcelQuery, ParcelSource } from './parcel-source.js';
import { columnsFor, ParcelRow, toParcel } from './parcel.connector.js';
import { toPlanningZone, zoneColumns, ZoneRow } from './planning-zone.connector.js';
import { LandOptions, placeOf } from './source-options.js';

const collection = z.string().min(1);
const OgcFeaturesOptions = LandOptions.extend({
  geometryField: z.string().default('geom'),
  layers: z.object({ parcels: collection, zones: collection, statistics: collection }),
});

/** A land system on OGC API Features with CQL2. */
export function createOgcFeaturesParcelSource(config: SourceConfig): ParcelSource {
  const options = readOptions(config, OgcFeaturesOptions);
  const { epsg, pageSize, geometryField, layers } = options;
  const place = placeOf(config, options);
  const http = createHttpClient(config);
  const features = createOgcFeaturesClient(http, { epsg, pageSize });
  const build = cql2Over(geometryField);
  const toRow =
    (query: ParcelQuery) =>
    ({ properties, geometry }: Feature<ParcelRow>) =>
      toParcel(properties, geometry, place, query);
  const parcelsBy = (query: ParcelQuery) => ({
    collection: layers.parcels,
    filter: parcelFilter(build, query),
    properties: columnsFor(query),
    personal: isPersonal(query),
  });

  return {
    ...place,
    find: async (query) => (await features.all(parcelsBy(query), ParcelRow)).map(toRow(query)),
    async slice(query, offset, limit) {
      const page = await features.page(parcelsBy(query), { offset, limit }, ParcelRow);
      return { rows: page.features.map(toRow(query)), total: page.matched };
    },
    async zonesIn(box) {
      const zones = { collection: layers.zones, filter: build.inBox(box), properties: zoneColumns, personal: false };
      return (await features.all(zones, ZoneRow)).map(({ properties, geometry }) => toPlanningZone(properties, geometry, place));
    },
    async totals(codes) {
      const table = {
        collection: layers.statistics,
        filter: build.isIn('MaXa', codes),
        properties: statisticsColumns,
        personal: false,
      };
      return (await features.all(table, StatisticsRow)).map(({ properties }) => toTotal(properties));
    },
    close: () => http.close(),
  };
}

const cql2Over = (property: string): FilterBuilder<Cql2> => ({
  isIn: (column, values) => ({ op: 'in', property: column, values }),
  and: (args) => ({ op: 'and', args }),
  or: (args) => ({ op: 'or', args }),
  atPoint: (lon, lat) => ({ op: 's_intersects', property, geometry: { type: 'Point', coordinates: [lon, lat] } }),
  inBox: ({ west, south, east, north }) => ({
    op: 's_intersects',
    property,
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [west, south],
          [east, south],
          [east, north],
          [west, north],
          [west, south],
        ],
      ],
    },
  }),
});
