import DataLoader from 'dataloader';
import { provenanceOf } from '../../schema/provenance.js';
import { askOnce } from './ask-once.js';
import type { LandUseTotal } from './land-statistics.connector.js';
import type { LandStatistics } from './land-statistics.type.js';
import { landUseOf } from './land-uses.js';
import { ownersOfCommune } from './owners.js';
import type { ParcelSource } from './parcel-source.js';

/** The totals of each commune: one request to each source for all its communes. Null for a commune no source holds. */
export const createTotalsLoader = (sources: readonly ParcelSource[]): DataLoader<string, readonly LandUseTotal[] | null> =>
  new DataLoader((communes) =>
    askOnce(communes, {
      sourcesOf: (commune) => ownersOfCommune(sources, commune),
      ask: async (source, wanted) => byCommune(wanted, await source.totals(wanted)),
      nameOf: (commune) => commune,
    }),
  );

const byCommune = (communes: readonly string[], totals: readonly LandUseTotal[]) =>
  new Map(communes.map((commune) => [commune, totals.filter(({ communeCode }) => communeCode === commune)]));

/** Statistics that add up `totals` of one source. */
export function statisticsOf(totals: readonly LandUseTotal[], source: ParcelSource, jurisdiction: string): LandStatistics {
  const uses = new Map<string | null, { parcelCount: number; areaM2: number }>();
  for (const { landUse, parcelCount, areaM2 } of totals) {
    const use = uses.get(landUse) ?? { parcelCount: 0, areaM2: 0 };
    uses.set(landUse, { parcelCount: use.parcelCount + parcelCount, areaM2: use.areaM2 + areaM2 });
  }
  const byLandUse = [...uses]
    .map(([code, { parcelCount, areaM2 }]) => ({
      landUse: code === null ? null : landUseOf(code),
      parcelCount,
      areaM2: rounded(areaM2),
    }))
    .toSorted((a, b) => b.areaM2 - a.areaM2);
  return {
    parcelCount: byLandUse.reduce((sum, { parcelCount }) => sum + parcelCount, 0),
    areaM2: rounded(totals.reduce((sum, { areaM2 }) => sum + areaM2, 0)),
    byLandUse,
    provenance: provenanceOf(source.config, jurisdiction),
  };
}

const rounded = (areaM2: number) => Math.round(areaM2 * 10) / 10;
