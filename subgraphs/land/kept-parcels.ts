import type { Feature } from '../../connectors/feature-collection.js';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
import { groupBy } from '../../core/group-by.js';
import type { Slice } from '../../schema/paging.js';
import type { Box } from './box.js';
import { keyedParcels } from './keyed-parcels.js';
import type { LandUseTotal } from './land-statistics.connector.js';
import type { ParcelQuery, ParcelSource } from './parcel-source.js';
import { toParcel, type ParcelRow } from './parcel.connector.js';
import { toPlanningZone, type ZoneRow } from './planning-zone.connector.js';
import type { Place } from './source-options.js';

/** Reads one land system, whatever it speaks: rows as the system has them, in its own coordinates. */
export interface LandReader {
  find(query: ParcelQuery): Promise<readonly Feature<ParcelRow>[]>;
  /** By parcel code. */
  slice(query: ParcelQuery, offset: number, limit: number): Promise<Slice<Feature<ParcelRow>>>;
  zonesIn(box: Box): Promise<readonly Feature<ZoneRow>[]>;
  totals(communes: readonly string[]): Promise<readonly LandUseTotal[]>;
  close(): Promise<void>;
}

/** The land system of `place`, asked only for what is not known: of people to who asks, of zones and totals to anybody. */
export function createParcelSource(place: Place, reader: LandReader): ParcelSource {
  const reads = wholeReadsOf(place.config);
  const told = (query: Pick<ParcelQuery, 'withUsers'>, rows: readonly Feature<ParcelRow>[]) =>
    rows.map(({ properties, geometry }) => toParcel(properties, geometry, place, query));

  return {
    ...place,
    async find(query, check) {
      const rows = await reads.one({ kind: 'Parcel', key: JSON.stringify(query) }, async () => {
        const found = await reader.find(query);
        check?.(told(query, found));
        return found;
      });
      return told(query, rows);
    },
    async findEach({ select, ...terms }) {
      const { names, only, sorted } = keyedParcels<Feature<ParcelRow>>(select);
      const keyOf = (name: string) => JSON.stringify([select.by, name, terms]);
      const asked = new Map(names.map((name) => [keyOf(name), name]));
      const found = await reads.many('Parcel', names.map(keyOf), async (missing) => {
        const wanted = missing.map((key) => asked.get(key)!);
        return sorted(await reader.find({ ...terms, select: only(wanted) }), wanted);
      });
      return found.map((rows) => (rows instanceof Error ? rows : told(terms, rows)));
    },
    async slice(query, offset, limit, check) {
      const { rows, total } = await reads.one({ kind: 'Parcel', key: JSON.stringify([query, offset, limit]) }, async () => {
        const found = await reader.slice(query, offset, limit);
        check?.({ rows: told(query, found.rows), total: found.total });
        return found;
      });
      return { rows: told(query, rows), total };
    },
    async zonesIn(box) {
      const rows = await reads.one({ kind: 'PlanningZone', key: JSON.stringify(box) }, () => reader.zonesIn(box));
      return rows.map(({ properties, geometry }) => toPlanningZone(properties, geometry, place));
    },
    totals: (communes) =>
      reads.many('LandStatistics', communes, async (missing) => {
        const byCommune = groupBy(await reader.totals(missing), ({ communeCode }) => communeCode);
        return missing.map((commune) => byCommune.get(commune) ?? []);
      }),
    close: () => reader.close(),
  };
}
