import type { Position } from 'geojson';
import type { Polygonal } from '../../connectors/vn2000-geojson.js';

type Point = readonly [number, number];
type Edge = readonly [Point, Point];
type Place = 'inside' | 'edge' | 'outside';

// Degrees: 2 cm. Coordinates are rounded to 1 cm, so shapes that share a boundary may seem to overlap by that much.
const tolerance = 2e-7;

/** Do two shapes share ground? A common boundary alone is not enough: neighbours do not overlap. */
export const overlap = (a: Polygonal, b: Polygonal): boolean =>
  polygonsOf(a).some((one) => polygonsOf(b).some((other) => polygonsOverlap(one, other)));

/** Is the point within the shape, or within `slack` degrees of its boundary? */
export const holdsPoint = (shape: Polygonal, lon: number, lat: number, slack = tolerance): boolean =>
  polygonsOf(shape).some((edges) => placeOf([lon, lat], edges, slack) !== 'outside');

/** Each polygon as the edges of all its rings. */
const polygonsOf = ({ type, coordinates }: Polygonal): Edge[][] =>
  (type === 'Polygon' ? [coordinates] : coordinates).map((rings) => rings.flatMap(edgesOf));

const edgesOf = (ring: Position[]): Edge[] =>
  ring.slice(1).map((position, at): Edge => [ring[at] as unknown as Point, position as unknown as Point]);

function polygonsOverlap(a: readonly Edge[], b: readonly Edge[]): boolean {
  // Where boundaries run through the other's inside, some stretch between two crossings lies inside; where they never do, the shapes
  // are apart, or one holds the other, or they are the same: then a point inside one is inside the other.
  return (
    stretches(a, b).some((point) => placeOf(point, b) === 'inside') ||
    stretches(b, a).some((point) => placeOf(point, a) === 'inside') ||
    pointsInside(a).some((point) => placeOf(point, b) === 'inside')
  );
}

/** A point in the middle of each stretch of `edges` between its crossings with `others`. */
const stretches = (edges: readonly Edge[], others: readonly Edge[]): Point[] =>
  edges.flatMap((edge) => {
    const cuts = [0, 1, ...others.flatMap((other) => crossing(edge, other))].toSorted((x, y) => x - y);
    return cuts.slice(1).map((cut, at) => along(edge, (cuts[at]! + cut) / 2));
  });

const along = ([a, b]: Edge, share: number): Point => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];

/** How far along `edge` it meets `other`, from 0 to 1. */
function crossing([a, b]: Edge, [c, d]: Edge): number[] {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const turn = rx * sy - ry * sx;
  if (turn === 0) {
    const length = rx * rx + ry * ry;
    return [c, d].map((end) => ((end[0] - a[0]) * rx + (end[1] - a[1]) * ry) / length).filter((at) => at > 0 && at < 1);
  }
  const at = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / turn;
  return at > 0 && at < 1 ? [at] : [];
}

/** Points well inside a polygon: halfway between the first two walls that horizontal lines through it meet. */
function pointsInside(edges: readonly Edge[]): Point[] {
  const heights = [...new Set(edges.map(([a]) => a[1]))].toSorted((x, y) => x - y);
  return heights.slice(1).flatMap((height, at): Point[] => {
    const y = (heights[at]! + height) / 2;
    const walls = edges
      .filter(([a, b]) => a[1] > y !== b[1] > y)
      .map(([a, b]) => a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]))
      .toSorted((x1, x2) => x1 - x2);
    return walls.length < 2 ? [] : [[(walls[0]! + walls[1]!) / 2, y]];
  });
}

function placeOf(point: Point, edges: readonly Edge[], slack = tolerance): Place {
  let inside = false;
  for (const [a, b] of edges) {
    if (distance(point, [a, b]) < slack) return 'edge';
    if (a[1] > point[1] !== b[1] > point[1] && point[0] < a[0] + ((b[0] - a[0]) * (point[1] - a[1])) / (b[1] - a[1])) {
      inside = !inside;
    }
  }
  return inside ? 'inside' : 'outside';
}

function distance([x, y]: Point, edge: Edge): number {
  const [[ax, ay], [bx, by]] = edge;
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  const [px, py] = along(edge, share);
  return Math.hypot(x - px, y - py);
}
