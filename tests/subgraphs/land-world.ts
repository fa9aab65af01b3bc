import { zoneOf } from '../../sandbox/world/projection.js';
import { createWorld, wellKnown } from '../../sandbox/world/index.js';
import type { WorldParcel } from '../../sandbox/world/types.js';
import { callerWith } from './land-sandbox.js';

export const world = createWorld({ scale: 0.3 });
export const auditor = callerWith(['auditor']);
export const officer = callerWith(['officer'], { jurisdictions: ['vinh'], agency: 'H41.17' });
export const widestOfficer = callerWith(['officer']);
export const citizen = callerWith(['citizen'], { jurisdictions: [], personalId: wellKnown.personalId });

export const jurisdictions = ['vinh', 'dong-hoi', 'dong-ha', 'hue'];
export const inside = (slug: string) => world.parcels.filter(({ jurisdiction }) => jurisdiction === slug);
export const hers = world.parcels.filter(({ users }) => users.some(({ personalId }) => personalId === wellKnown.personalId));

/** WGS 84 centre of a parcel. */
export function centreOf({ jurisdiction, ring }: WorldParcel): { lon: number; lat: number } {
  const { epsg } = world.jurisdictions.find(({ slug }) => slug === jurisdiction)!;
  const corners = ring.slice(0, -1);
  const mean = (axis: 0 | 1) => corners.reduce((sum, point) => sum + point[axis], 0) / corners.length;
  const [lon, lat] = zoneOf(epsg).inverse([mean(0), mean(1)]);
  return { lon, lat };
}

/** Zones whose rectangle shares ground with the parcel's: all shapes of the sandbox are upright rectangles of one zone. */
export function zonesOver({ jurisdiction, ring }: WorldParcel): string[] {
  const span = (points: WorldParcel['ring'], axis: 0 | 1) => {
    const values = points.map((point) => point[axis]);
    return [Math.min(...values), Math.max(...values)] as const;
  };
  const share = (a: readonly [number, number], b: readonly [number, number]) => a[0] < b[1] && b[0] < a[1];
  return world.zones
    .filter((zone) => zone.jurisdiction === jurisdiction)
    .filter((zone) => share(span(zone.ring, 0), span(ring, 0)) && share(span(zone.ring, 1), span(ring, 1)))
    .map(({ id }) => id)
    .toSorted();
}
