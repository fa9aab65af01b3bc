import { z } from 'zod';
import type { Cql2 } from '../../connectors/cql2.js';
import { createHttpClient } from '../../connectors/http.js';
import { dialects, type Dialect, type ItemsQuery } from '../../connectors/ogc-features-request.js';
import { createOgcFeaturesClient } from '../../connectors/ogc-features.js';
import { readOptions } from '../../connectors/source-options.js';
import type { SourceConfig } from '../../core/sources.js';
import type { Box } from './box.js';
import { columnNames, ColumnsOption, type ColumnNames } from './column-names.js';
import { StatisticsRow, statisticsColumns, toTotal } from './land-statistics.connector.js';
import { createParcelSource } from './kept-parcels.js';
import { isPersonal, parcelFilter, type FilterBuilder } from './parcel-filter.js';
import type { ParcelQuery, ParcelSource } from './parcel-source.js';
import { columnsFor, parcelKey, ParcelRow } from './parcel.connector.js';
import { zoneColumns, zoneKey, ZoneRow } from './planning-zone.connector.js';
import { LandOptions, placeOf } from './source-options.js';

const collection = z.string().min(1);
const OgcFeaturesOptions = LandOptions.extend({
  geometryField: z.string().default('geom'),
  columns: ColumnsOption,
  /** What it speaks, where that is not the standard. */
  dialect: z.enum(Object.keys(dialects) as [Dialect, ...Dialect[]]).optional(),
  layers: z.object({ parcels: collection, zones: collection, statistics: collection }),
});

/** A land system on OGC API Features with CQL2. */
export function createOgcFeaturesParcelSource(config: SourceConfig): ParcelSource {
  const options = readOptions(config, OgcFeaturesOptions);
  const columns = columnNames(options.columns);
  const place = placeOf(config, options);
  const http = createHttpClient(config);
  const features = createOgcFeaturesClient(http, options);
  const { parcelsBy, zonesIn, totalsOf } = queriesOver(options, columns);
  const [parcelRow, zoneRow, totalRow] = [columns.rows(ParcelRow), columns.rows(ZoneRow), columns.rows(StatisticsRow)];

  return createParcelSource(place, {
    find: (query) => features.all(parcelsBy(query), parcelRow),
    async slice(query, offset, limit) {
      const page = await features.page(parcelsBy(query), { offset, limit }, parcelRow);
      return { rows: page.features, total: page.matched };
    },
    zonesIn: (box) => features.all(zonesIn(box), zoneRow),
    totals: async (codes) => (await features.all(totalsOf(codes), totalRow)).map(({ properties }) => toTotal(properties)),
    close: () => http.close(),
  });
}

function queriesOver({ geometryField, layers }: z.infer<typeof OgcFeaturesOptions>, columns: ColumnNames) {
  const build = cql2Over(geometryField, columns);
  return {
    parcelsBy: (query: ParcelQuery): ItemsQuery => ({
      collection: layers.parcels,
      filter: parcelFilter(build, query),
      properties: columnsFor(query).map(columns.of),
      personal: isPersonal(query),
      sortBy: columns.of(parcelKey),
    }),
    zonesIn: (box: Box): ItemsQuery => ({
      collection: layers.zones,
      filter: build.inBox(box),
      properties: zoneColumns.map(columns.of),
      personal: false,
      sortBy: columns.of(zoneKey),
    }),
    totalsOf: (communes: readonly string[]): ItemsQuery => ({
      collection: layers.statistics,
      filter: build.isIn('MaXa', communes),
      properties: statisticsColumns.map(columns.of),
      personal: false,
      sortBy: columns.of('MaXa'),
      table: true,
    }),
  };
}

const cql2Over = (property: string, columns: ColumnNames): FilterBuilder<Cql2> => ({
  isIn: (column, values) => ({ op: 'in', property: columns.of(column), values }),
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
