import type { Caller } from '../../auth/caller.js';
import { HubError, Reason } from '../../core/errors.js';
import { shapeOf } from './boundary.js';
import { meet } from './box.js';
import { holdsPoint } from './overlap.js';
import { byCode } from './parcel-page.js';
import type { ParcelSource } from './parcel-source.js';
import { foundAt } from './parcel.loader.js';
import type { Parcel } from './parcel.type.js';
import { reachableSources } from './reach.js';

/** The parcel at a point, among the sources that cover it: one that fails matters only where no other has the parcel. */
export async function parcelAtPoint(
  sources: readonly ParcelSource[],
  lon: number,
  lat: number,
  caller: Caller,
): Promise<Parcel | null> {
  const point = { west: lon, south: lat, east: lon, north: lat };
  const covering = reachableSources(sources, caller).filter(({ extent }) => meet(extent, point));
  const answers = await Promise.allSettled(covering.map((source) => parcelsIn(source, lon, lat, caller)));
  const parcels = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  if (parcels.length > 0) return parcels.toSorted(byCode)[0]!;
  const failed = answers.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  return null;
}

// Degrees: 5 m. A source converts the point by itself, with parameters that may differ from ours by a metre or so.
const slack = 5e-5;

async function parcelsIn(source: ParcelSource, lon: number, lat: number, caller: Caller): Promise<readonly Parcel[]> {
  const holding = (candidates: readonly Parcel[]) => {
    const near = nearest(candidates, lon, lat);
    if (candidates.length === 0 || near.length > 0) return near;
    throw new HubError('SOURCE_BAD_DATA', undefined, {
      source: source.config.id,
      cause: new Reason('parcels that are not at the point'),
    });
  };
  return holding(await foundAt(source, { lon, lat }, caller, holding));
}

/** Those of `candidates` that hold the point, or, where none does, that all but do. */
function nearest(candidates: readonly Parcel[], lon: number, lat: number): readonly Parcel[] {
  const holders = (tolerance?: number) =>
    candidates.filter(({ geometry }) => {
      const shape = shapeOf(geometry);
      return shape !== null && holdsPoint(shape, lon, lat, tolerance);
    });
  const exact = holders();
  return exact.length > 0 ? exact : holders(slack);
}
