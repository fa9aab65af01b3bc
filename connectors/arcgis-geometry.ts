import type { Position } from 'geojson';
import { signedArea, type Polygonal } from './vn2000-geojson.js';

/**
 * Esri's rings as GeoJSON, in the same coordinates. Esri lists all rings side by side: clockwise ones are shells, the others holes of
 * the innermost shell around them.
 */
export function fromEsriRings(rings: readonly Position[][]): Polygonal | null {
  const polygons = rings.filter(isShell).map((shell) => [shell]);
  const smallestFirst = polygons.toSorted(([a], [b]) => areaOf(a!) - areaOf(b!));
  for (const hole of rings.filter((ring) => !isShell(ring))) {
    const around = smallestFirst.find(([shell]) => areaOf(shell!) > areaOf(hole) && liesIn(hole, shell!));
    // A ring that winds the wrong way and lies in no shell is a shell written by a careless tool.
    if (around) around.push(hole);
    else polygons.push([hole]);
  }
  if (polygons.length === 0) return null;
  return polygons.length === 1 ? { type: 'Polygon', coordinates: polygons[0]! } : { type: 'MultiPolygon', coordinates: polygons };
}

const isShell = (ring: Position[]) => signedArea(closed(ring)) < 0;
const areaOf = (ring: Position[]) => Math.abs(signedArea(closed(ring)));

// A hole may touch its shell, or a neighbour's, at a corner: most of its corners tell where it lies.
const liesIn = (hole: readonly Position[], shell: readonly Position[]) =>
  hole.filter((corner) => isInside(corner, shell)).length * 2 > hole.length;

const closed = (ring: Position[]): Position[] => [...ring, ring[0]!];

function isInside([x, y]: Position, ring: readonly Position[]): boolean {
  let inside = false;
  ring.forEach(([bx, by], at) => {
    const [ax, ay] = ring.at(at - 1)!;
    if (by! > y! !== ay! > y! && x! < ((ax! - bx!) * (y! - by!)) / (ay! - by!) + bx!) inside = !inside;
  });
  return inside;
}
