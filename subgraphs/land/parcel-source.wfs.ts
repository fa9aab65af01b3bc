import { z } from 'zod';
import { and, holdsPoint, inWgs84, inZone, isIn, meetsBox, or, type Fes, type Places } from '../../connectors/fes.js';
import type { Feature } from '../../connectors/feature-collection.js';
import { createHttpClient } from '../../connectors/http.js';
import { createWfsClient } from '../../connectors/wfs.js';
import { readOptions } from '../../connectors/source-options.js';
import type { SourceConfig } from '../../core/sources.js';
import { StatisticsRow, statisticsColumns, toTotal } from './land-statistics.connector.js';
import { parcelFilter, type FilterBuilder } from './parcel-filter.js';
import type { ParcelQuery, ParcelSource } from './parcel-source.js';
import { columnsFor, parcelKey, ParcelRow, toParcel } from './parcel.connector.js';
import { toPlanningZone, zoneColumns, zoneKey, ZoneRow } from './planning-zone.connector.js';
import { LandOptions, placeOf } from './source-options.js';

const typeName = z.string().regex(/^[\p{L}_][\p{L}\p{N}_.-]*(:[\p{L}_][\p{L}\p{N}_.-]*)?$/u);
const WfsOptions = LandOptions.extend({
  /** Endpoint below the source's address. */
  path: z.string().default('wfs'),
  geometryField: typeName.default('geom'),
  /** Its name for the layers' coordinates, where it is not that of their EPSG code; null not to name them. */
  srsName: z.string().min(1).nullish(),
  /** Its name for GeoJSON, where it is not `application/json`. */
  outputFormat: z.string().min(1).optional(),
  layers: z.object({ parcels: typeName, zones: typeName, statistics: typeName }),
});

/** A land system on WFS 2.0. */
export function createWfsParcelSource(config: SourceConfig): ParcelSource {
  const options = readOptions(config, WfsOptions);
  const { epsg, srsName, geometryField, layers } = options;
  const place = placeOf(config, options);
  const http = createHttpClient(config);
  const wfs = createWfsClient(http, options);
  // A server that is not asked for the zone by name does not know it.
  const build = fesOver(geometryField, srsName === null ? inWgs84 : inZone(epsg, srsName));
  const toRow =
    (query: ParcelQuery) =>
    ({ properties, geometry }: Feature<ParcelRow>) =>
      toParcel(properties, geometry, place, query);
  const parcelsBy = (query: ParcelQuery) => ({
    typeName: layers.parcels,
    filter: parcelFilter(build, query),
    properties: [...columnsFor(query), geometryField],
    sortBy: parcelKey,
  });

  return {
    ...place,
    find: async (query) => (await wfs.all(parcelsBy(query), ParcelRow)).map(toRow(query)),
    async slice(query, offset, limit) {
      const parcels = parcelsBy(query);
      const [features, total] = await Promise.all([
        wfs.page(parcels, { startIndex: offset, count: limit }, ParcelRow),
        wfs.hits(parcels),
      ]);
      return { rows: features.map(toRow(query)), total };
    },
    async zonesIn(box) {
      const zones = {
        typeName: layers.zones,
        filter: build.inBox(box),
        properties: [...zoneColumns, geometryField],
        sortBy: zoneKey,
      };
      return (await wfs.all(zones, ZoneRow)).map(({ properties, geometry }) => toPlanningZone(properties, geometry, place));
    },
    async totals(codes) {
      const table = {
        typeName: layers.statistics,
        filter: isIn('MaXa', codes),
        properties: statisticsColumns,
        table: true,
      } as const;
      return (await wfs.all(table, StatisticsRow)).map(({ properties }) => toTotal(properties));
    },
    close: () => http.close(),
  };
}

const fesOver = (geometryField: string, places: Places): FilterBuilder<Fes> => ({
  isIn,
  and,
  or,
  atPoint: (lon, lat) => holdsPoint(geometryField, lon, lat, places),
  inBox: (box) => meetsBox(geometryField, box, places),
});
