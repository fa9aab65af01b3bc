import type { Position } from 'geojson';
import { signedArea, type Polygonal } from './vn2000-geojson.js';

/**
 * Esri's rings as GeoJSON, in the same coordinates. Esri lists all rings side by side: clockwise ones are shells, the others holes of
 * the shell around them.
 */
export function fromEsriRings(rings: readonly Position[][]): Polygonal | null {
  const polygons: Position[][][] = [];
  const holes: Position[][] = [];
  for (const ring of rings) {
    if (signedArea(closed(ring)) < 0) polygons.push([ring]);
    else holes.push(ring);
  }
  for (const hole of holes) {
    const shell = polygons.find(([outer]) => isInside(hole[0]!, outer!));
    // A ring that winds the wrong way and lies in no shell is a shell written by a careless tool.
    if (shell) shell.push(hole);
    else polygons.push([hole]);
  }
  if (polygons.length === 0) return null;
  return polygons.length === 1 ? { type: 'Polygon', coordinates: polygons[0]! } : { type: 'MultiPolygon', coordinates: polygons };
}

const closed = (ring: Position[]): Position[] => [...ring, ring[0]!];

function isInside([x, y]: Position, ring: readonly Position[]): boolean {
  let inside = false;
  ring.forEach(([bx, by], at) => {
    const [ax, ay] = ring.at(at - 1)!;
    if (by! > y! !== ay! > y! && x! < ((ax! - bx!) * (y! - by!)) / (ay! - by!) + bx!) inside = !inside;
  });
  return inside;
}
