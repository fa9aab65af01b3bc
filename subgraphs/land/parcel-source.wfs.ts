import { z } from 'zod';
import { and, holdsPoint, inWgs84, inZone, isIn, meetsBox, or, type Fes, type Places } from '../../connectors/fes.js';
import { createHttpClient } from '../../connectors/http.js';
import { createWfsClient, type WfsQuery } from '../../connectors/wfs.js';
import { readOptions } from '../../connectors/source-options.js';
import type { SourceConfig } from '../../core/sources.js';
import type { Box } from './box.js';
import { columnNames, ColumnsOption, type ColumnNames } from './column-names.js';
import { StatisticsRow, statisticsColumns, toTotal } from './land-statistics.connector.js';
import { createParcelSource } from './kept-parcels.js';
import { parcelFilter, type FilterBuilder } from './parcel-filter.js';
import type { ParcelQuery, ParcelSource } from './parcel-source.js';
import { columnsFor, parcelKey, ParcelRow } from './parcel.connector.js';
import { zoneColumns, zoneKey, ZoneRow } from './planning-zone.connector.js';
import { LandOptions, placeOf } from './source-options.js';

const typeName = z.string().regex(/^[\p{L}_][\p{L}\p{N}_.-]*(:[\p{L}_][\p{L}\p{N}_.-]*)?$/u);
const WfsOptions = LandOptions.extend({
  /** Endpoint below the source's address. */
  path: z.string().default('wfs'),
  geometryField: typeName.default('geom'),
  columns: ColumnsOption,
  /** Its name for the layers' coordinates, where it is not that of their EPSG code; null not to name them. */
  srsName: z.string().min(1).nullish(),
  /** Its name for GeoJSON, where it is not `application/json`. */
  outputFormat: z.string().min(1).optional(),
  layers: z.object({ parcels: typeName, zones: typeName, statistics: typeName }),
});

/** A land system on WFS 2.0. */
export function createWfsParcelSource(config: SourceConfig): ParcelSource {
  const options = readOptions(config, WfsOptions);
  const columns = columnNames(options.columns);
  const place = placeOf(config, options);
  const http = createHttpClient(config);
  const wfs = createWfsClient(http, options);
  const { parcelsBy, zonesIn, totalsOf } = queriesOver(options, columns);
  const [parcelRow, zoneRow, totalRow] = [columns.rows(ParcelRow), columns.rows(ZoneRow), columns.rows(StatisticsRow)];

  return createParcelSource(place, {
    find: (query) => wfs.all(parcelsBy(query), parcelRow),
    async slice(query, offset, limit) {
      const parcels = parcelsBy(query);
      const [features, total] = await Promise.all([
        wfs.page(parcels, { startIndex: offset, count: limit }, parcelRow),
        wfs.hits(parcels),
      ]);
      return { rows: features, total };
    },
    zonesIn: (box) => wfs.all(zonesIn(box), zoneRow),
    totals: async (codes) => (await wfs.all(totalsOf(codes), totalRow)).map(({ properties }) => toTotal(properties)),
    close: () => http.close(),
  });
}

function queriesOver({ epsg, srsName, geometryField, layers }: z.infer<typeof WfsOptions>, columns: ColumnNames) {
  // A server that is not asked for the zone by name does not know it.
  const places = srsName === null ? inWgs84 : inZone(epsg, srsName);
  const build = fesOver(geometryField, places, columns);
  return {
    parcelsBy: (query: ParcelQuery): WfsQuery => ({
      typeName: layers.parcels,
      filter: parcelFilter(build, query),
      properties: [...columnsFor(query).map(columns.of), geometryField],
      sortBy: columns.of(parcelKey),
    }),
    zonesIn: (box: Box): WfsQuery => ({
      typeName: layers.zones,
      filter: build.inBox(box),
      properties: [...zoneColumns.map(columns.of), geometryField],
      sortBy: columns.of(zoneKey),
    }),
    totalsOf: (communes: readonly string[]): WfsQuery => ({
      typeName: layers.statistics,
      filter: build.isIn('MaXa', communes),
      properties: statisticsColumns.map(columns.of),
      table: true,
    }),
  };
}

const fesOver = (geometryField: string, places: Places, columns: ColumnNames): FilterBuilder<Fes> => ({
  isIn: (column, values) => isIn(columns.of(column), values),
  and,
  or,
  atPoint: (lon, lat) => holdsPoint(geometryField, lon, lat, places),
  inBox: (box) => meetsBox(geometryField, box, places),
});
