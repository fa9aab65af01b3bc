import DataLoader from 'dataloader';
import type { Polygonal } from '../../connectors/vn2000-geojson.js';
import { HubError } from '../../core/errors.js';
import { shapeOf } from './boundary.js';
import { boundsOf, meet, type Box } from './box.js';
import { overlap } from './overlap.js';
import type { ParcelSource } from './parcel-source.js';
import type { Parcel } from './parcel.type.js';
import type { PlanningZone } from './planning-zone.type.js';

/**
 * Planning zones that share ground with a parcel: one request to each source for the zones around all parcels, compared here. Null for a
 * parcel without a boundary to compare.
 */
export const createZoneLoader = (sources: readonly ParcelSource[]): DataLoader<Parcel, readonly PlanningZone[] | null> =>
  new DataLoader(async (parcels) => {
    const bySource = new Map(sources.map((source) => [source.config.id, candidatesOf(source, parcels)] as const));
    const outcomes = await Promise.allSettled(
      parcels.map(async ({ provenance, geometry }) => {
        const shape = shapeOf(geometry);
        const candidates = await bySource.get(provenance.source);
        if (!candidates || !shape) return null;
        const bounds = boundsOf([shape]);
        return candidates.filter((one) => meet(one.bounds, bounds) && overlap(one.shape, shape)).map(({ zone }) => zone);
      }),
    );
    return outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : (outcome.reason as Error)));
  });

interface Candidate {
  readonly zone: PlanningZone;
  readonly shape: Polygonal;
  readonly bounds: Box;
}

/** The zones of `source` around those of `parcels` that are its own. */
async function candidatesOf(source: ParcelSource, parcels: readonly Parcel[]): Promise<readonly Candidate[]> {
  const shapes = parcels.flatMap(({ provenance, geometry }) =>
    provenance.source !== source.config.id || geometry === null || geometry instanceof HubError ? [] : geometry,
  );
  if (shapes.length === 0) return [];
  const zones = await source.zonesIn(boundsOf(shapes));
  return zones.flatMap((zone) => {
    const shape = shapeOf(zone.geometry);
    return shape ? { zone, shape, bounds: boundsOf([shape]) } : [];
  });
}
