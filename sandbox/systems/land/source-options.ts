import { geohashOf } from '../../world/geohash.js';
import { zoneOf } from '../../world/projection.js';
import type { World } from '../../world/types.js';
import { boundsOf, type Bounds, type Point } from './geometry.js';

// A geohash of four characters is a cell of this size, in degrees.
const prefixLength = 4;
const cell = { lon: 360 / 2 ** 10, lat: 180 / 2 ** 10 };
const marginDegrees = 0.01;

/** What the hub is told of a land system: the identifiers it issues, where it lies, and whose communes it holds. */
export function landSourceOptions(world: World, slugs: readonly string[]) {
  const places = world.jurisdictions.filter(({ slug }) => slugs.includes(slug));
  const extents = places.map(({ slug, epsg }) => {
    const { inverse } = zoneOf(epsg);
    const rings = [...world.parcels, ...world.zones]
      .filter(({ jurisdiction }) => jurisdiction === slug)
      .flatMap(({ ring }) => ring);
    return widened(boundsOf(rings.map(([x, y]): Point => inverse([x, y]))));
  });
  const all = extents.flatMap(({ west, south, east, north }): Point[] => [
    [west, south],
    [east, north],
  ]);
  const { west, south, east, north } = boundsOf(all);
  return {
    prefixes: [...new Set(extents.flatMap(cellsOver))].toSorted(),
    options: {
      epsg: places[0]!.epsg,
      extent: [west, south, east, north],
      communes: Object.fromEntries(places.map(({ slug, communes }) => [slug, communes.map(({ code }) => code)])),
    },
  };
}

const widened = ({ west, south, east, north }: Bounds): Bounds => ({
  west: rounded(west - marginDegrees),
  south: rounded(south - marginDegrees),
  east: rounded(east + marginDegrees),
  north: rounded(north + marginDegrees),
});

const rounded = (degrees: number) => Math.round(degrees * 1e4) / 1e4;

function cellsOver({ west, south, east, north }: Bounds): string[] {
  const cells: string[] = [];
  for (let lat = Math.floor(south / cell.lat); lat * cell.lat <= north; lat++) {
    for (let lon = Math.floor(west / cell.lon); lon * cell.lon <= east; lon++) {
      cells.push(geohashOf((lon + 0.5) * cell.lon, (lat + 0.5) * cell.lat, prefixLength));
    }
  }
  return cells;
}
