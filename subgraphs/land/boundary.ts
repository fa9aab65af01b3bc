import { toRfc7946, type Polygonal } from '../../connectors/vn2000-geojson.js';
import { HubError, Reason } from '../../core/errors.js';
import { boundsOf, meet } from './box.js';
import type { Place } from './source-options.js';

/** A boundary in WGS 84, null where the register has none; an Error, which becomes that of its field, where it cannot be right. */
export type Boundary = Polygonal | HubError | null;

/** `geometry` of a source's layer as a boundary. One outside all that the source covers is in another zone than the configuration says. */
export function boundaryOf(geometry: Polygonal | null, { config, epsg, extent }: Place): Boundary {
  if (!geometry) return null;
  const boundary = toRfc7946(geometry, epsg);
  if (meet(boundsOf([boundary]), extent)) return boundary;
  return new HubError('SOURCE_BAD_DATA', undefined, { source: config.id, cause: new Reason('a boundary outside the extent') });
}

/** The shape of a boundary, for comparing; throws for one that cannot be right. */
export function shapeOf(boundary: Boundary): Polygonal | null {
  if (boundary instanceof HubError) throw boundary;
  return boundary;
}
