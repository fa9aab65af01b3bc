import DataLoader from 'dataloader';
import type { Polygonal } from '../../connectors/vn2000-geojson.js';
import { overlap } from './overlap.js';
import { meet, type Box } from './box.js';
import type { ParcelSource } from './parcel-source.js';
import type { Parcel } from './parcel.type.js';
import type { PlanningZone } from './planning-zone.type.js';

/** Planning zones that share ground with a parcel: one request to each source for the zones around all parcels, compared here. */
export const createZoneLoader = (sources: readonly ParcelSource[]): DataLoader<Parcel, readonly PlanningZone[]> =>
  new DataLoader(async (parcels) => {
    const bySource = new Map(sources.map((source) => [source.config.id, candidatesOf(source, parcels)] as const));
    const outcomes = await Promise.allSettled(
      parcels.map(async ({ provenance, geometry }) => {
        const candidates = await bySource.get(provenance.source);
        if (!candidates || !geometry) return [];
        const bounds = boundsOf([geometry]);
        return candidates.filter((one) => meet(one.bounds, bounds) && overlap(one.shape, geometry)).map(({ zone }) => zone);
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
  const shapes = parcels.flatMap(({ provenance, geometry }) => (provenance.source === source.config.id && geometry) || []);
  if (shapes.length === 0) return [];
  const zones = await source.zonesIn(boundsOf(shapes));
  return zones.flatMap((zone) => (zone.geometry ? { zone, shape: zone.geometry, bounds: boundsOf([zone.geometry]) } : []));
}

/** The rectangle around the outer rings of `shapes`. */
function boundsOf(shapes: readonly Polygonal[]): Box {
  const bounds = { west: 180, south: 90, east: -180, north: -90 };
  for (const { type, coordinates } of shapes) {
    for (const rings of type === 'Polygon' ? [coordinates] : coordinates) {
      for (const [lon, lat] of rings[0]! as [number, number][]) {
        bounds.west = Math.min(bounds.west, lon);
        bounds.south = Math.min(bounds.south, lat);
        bounds.east = Math.max(bounds.east, lon);
        bounds.north = Math.max(bounds.north, lat);
      }
    }
  }
  return bounds;
}
