export type Point = readonly [number, number];

export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export function boundsOf(points: readonly Point[]): Bounds {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return { west: Math.min(...xs), south: Math.min(...ys), east: Math.max(...xs), north: Math.max(...ys) };
}

export const boundsMeet = (a: Bounds, b: Bounds): boolean =>
  a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;

/** Corners of `bounds`, counterclockwise and closed. */
export const ringOf = ({ west, south, east, north }: Bounds): Point[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

/** Do a closed ring and a target (a single point, or a closed ring) share a point? Touching counts, as in OGC's Intersects. */
export function intersects(ring: readonly Point[], target: readonly Point[]): boolean {
  if (target.some((point) => holds(ring, point))) return true;
  if (target.length === 1) return false;
  return (
    ring.some((point) => holds(target, point)) || edges(ring).some(([a, b]) => edges(target).some(([c, d]) => cross(a, b, c, d)))
  );
}

const edges = (ring: readonly Point[]) => ring.slice(1).map((point, at) => [ring[at]!, point] as const);

function holds(ring: readonly Point[], point: Point): boolean {
  let inside = false;
  for (const [a, b] of edges(ring)) {
    if (turn(a, b, point) === 0 && within(a, b, point)) return true;
    if (a[1] > point[1] !== b[1] > point[1] && point[0] < ((b[0] - a[0]) * (point[1] - a[1])) / (b[1] - a[1]) + a[0]) {
      inside = !inside;
    }
  }
  return inside;
}

const turn = (a: Point, b: Point, c: Point) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
const within = (a: Point, b: Point, c: Point) =>
  Math.min(a[0], b[0]) <= c[0] && c[0] <= Math.max(a[0], b[0]) && Math.min(a[1], b[1]) <= c[1] && c[1] <= Math.max(a[1], b[1]);
const cross = (a: Point, b: Point, c: Point, d: Point) => turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b);
