import type { Caller } from '../../auth/caller.js';
import { provenanceOf } from '../../schema/provenance.js';
import { isSuppressed, suppressedRows, type CountedGroup } from '../../schema/small-groups.js';
import type { LandUseTotal } from './land-statistics.connector.js';
import type { LandStatistics, LandUseStatistics } from './land-statistics.type.js';
import { landUseOf } from './land-uses.js';
import type { ParcelSource } from './parcel-source.js';

/** Statistics that add up `totals` of one source, as `caller` may see them: few parcels are few users. */
export function statisticsOf(
  totals: readonly LandUseTotal[],
  source: ParcelSource,
  jurisdiction: string,
  caller: Caller,
): LandStatistics {
  const group: CountedGroup = { scope: 'land:personal', jurisdiction };
  const parcelCount = totals.reduce((sum, total) => sum + total.parcelCount, 0);
  const provenance = provenanceOf(source.config, jurisdiction);
  if (isSuppressed(parcelCount, caller, group))
    return { suppressed: true, parcelCount: null, areaM2: null, byLandUse: null, provenance };
  const areaM2 = rounded(totals.reduce((sum, total) => sum + total.areaM2, 0));
  return { suppressed: false, parcelCount, areaM2, byLandUse: byLandUse(totals, caller, group), provenance };
}

function byLandUse(totals: readonly LandUseTotal[], caller: Caller, group: CountedGroup): LandUseStatistics[] {
  const uses = new Map<string | null, { parcelCount: number; areaM2: number }>();
  for (const { landUse, parcelCount, areaM2 } of totals) {
    const use = uses.get(landUse) ?? { parcelCount: 0, areaM2: 0 };
    uses.set(landUse, { parcelCount: use.parcelCount + parcelCount, areaM2: use.areaM2 + areaM2 });
  }
  // In the order of their codes, the rows withheld say nothing of their areas.
  const ordered = [...uses].toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1));
  const withheld = suppressedRows(
    ordered.map(([, { parcelCount }]) => parcelCount),
    caller,
    group,
  );
  const rows = ordered.map(([code, { parcelCount, areaM2 }], at) => ({
    landUse: code === null ? null : landUseOf(code),
    ...(withheld[at]
      ? { suppressed: true, parcelCount: null, areaM2: null }
      : { suppressed: false, parcelCount, areaM2: rounded(areaM2) }),
  }));
  return rows.toSorted((a, b) => (b.areaM2 ?? -1) - (a.areaM2 ?? -1));
}

const rounded = (areaM2: number) => Math.round(areaM2 * 10) / 10;
