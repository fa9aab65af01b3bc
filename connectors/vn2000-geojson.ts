import type { MultiPolygon, Polygon, Position } from 'geojson';
import { z } from 'zod';
import { toWgs84 } from './vn2000.js';

export type Polygonal = Polygon | MultiPolygon;
type Ring = Position[];

const Ring = z.array(z.array(z.number()).min(2)).min(3);
const Rings = z.array(Ring).min(1);

/** A polygon or multipolygon in the coordinates of its layer, as GIS servers write it. */
export const Polygonal: z.ZodType<Polygonal> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: Rings }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(Rings).min(1) }),
]);

/** A layer's geometry after RFC 7946: WGS 84, longitude first, rings closed and right-handed, 7 decimals (1 cm). */
export function toRfc7946(geometry: Polygonal, epsg: number): Polygonal {
  const convert = toWgs84(epsg);
  const polygon = (rings: readonly Ring[]) =>
    rings.map((ring, index) =>
      wound(closed(ring.map((position) => rounded(convert([position[0]!, position[1]!])))), index === 0),
    );
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: polygon(geometry.coordinates) }
    : { type: 'MultiPolygon', coordinates: geometry.coordinates.map(polygon) };
}

const rounded = ([lon, lat]: readonly [number, number]): Position => [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];

function closed(ring: Ring): Ring {
  const [first, last] = [ring[0]!, ring.at(-1)!];
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
}

const wound = (ring: Ring, counterclockwise: boolean): Ring =>
  signedArea(ring) > 0 === counterclockwise ? ring : ring.toReversed();

/** Area of a closed ring: positive when it runs counterclockwise. */
export function signedArea(ring: readonly Position[]): number {
  // From the first corner: in metres the coordinates are so large that the products would lose the area.
  const [x0, y0] = [ring[0]![0]!, ring[0]![1]!];
  let twice = 0;
  for (let at = 1; at < ring.length; at++) {
    const [a, b] = [ring[at - 1]!, ring[at]!];
    twice += (a[0]! - x0) * (b[1]! - y0) - (b[0]! - x0) * (a[1]! - y0);
  }
  return twice / 2;
}
