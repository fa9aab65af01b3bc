import type { Polygonal } from '../../connectors/vn2000-geojson.js';

/** A rectangle in WGS 84 degrees. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Do two boxes share a point? */
export const meet = (a: Box, b: Box): boolean => a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;

/** `box` with `margin` degrees more on every side. */
export const widened = ({ west, south, east, north }: Box, margin: number): Box => ({
  west: west - margin,
  south: south - margin,
  east: east + margin,
  north: north + margin,
});

/** The rectangle around the outer rings of `shapes`. */
export function boundsOf(shapes: readonly Polygonal[]): Box {
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
