import type { FeatureCollection, Geometry } from 'geojson';
import { landDataOf, type LandFeature, type LandLayer } from '../../sandbox/systems/land/layers.js';
import { landSourceOptions } from '../../sandbox/systems/land/source-options.js';
import type { World } from '../../sandbox/world/types.js';

export type LayerName = 'ThuaDat' | 'QuyHoach' | 'ThongKeDatDai';

/** A layer of a land system of the sandbox, for other servers to serve. */
export interface GeoLayer {
  readonly name: LayerName;
  readonly kind: 'Polygon' | 'Point';
  readonly collection: FeatureCollection<Geometry, Record<string, string | number | null>>;
}

export interface GeoData {
  /** EPSG code of its coordinates. */
  readonly epsg: number;
  readonly layers: readonly GeoLayer[];
}

/** What the land system of `jurisdictions` publishes, in its VN-2000 zone or in WGS 84. */
export function geoDataOf(world: World, jurisdictions: readonly string[], { wgs84 = false } = {}): GeoData {
  const { epsg, zone, parcels, plan, statistics } = landDataOf(world, jurisdictions);
  const place = wgs84 ? zone.inverse : (point: [number, number]) => point;
  const centres = new Map(
    world.jurisdictions.flatMap(({ communes }) =>
      communes.map(({ code, lon, lat }) => [code, zone.forward([lon, lat])] as const),
    ),
  );
  const polygon = ({ ring }: LandFeature): Geometry => ({ type: 'Polygon', coordinates: [ring!.map(([x, y]) => place([x, y]))] });
  // Neither of the servers publishes a table without a geometry.
  const point = ({ values }: LandFeature): Geometry => ({
    type: 'Point',
    coordinates: place(centres.get(String(values['MaXa']))!),
  });
  return {
    epsg: wgs84 ? 4326 : epsg,
    layers: [
      { name: 'ThuaDat', kind: 'Polygon', collection: collected(parcels, polygon) },
      { name: 'QuyHoach', kind: 'Polygon', collection: collected(plan, polygon) },
      { name: 'ThongKeDatDai', kind: 'Point', collection: collected(statistics, point) },
    ],
  };
}

// In no useful order: what is sorted in an answer, the server sorted.
const collected = ({ features }: LandLayer, geometryOf: (feature: LandFeature) => Geometry): GeoLayer['collection'] => ({
  type: 'FeatureCollection',
  features: features
    .toReversed()
    .map((feature) => ({ type: 'Feature', geometry: geometryOf(feature), properties: { ...feature.values } })),
});

/** What the hub is told of a server of `data`, as it is told of the sandbox's own. */
export const geoOptions = (world: World, jurisdictions: readonly string[], { epsg }: GeoData) => ({
  ...landSourceOptions(world, jurisdictions).options,
  epsg,
});

/** Our name of each column → its name in a database that writes all of them small, as PostgreSQL does. */
export const columnsOf = (data: GeoData): Record<string, string> =>
  Object.fromEntries(
    data.layers
      .flatMap(({ collection }) => Object.keys(collection.features[0]!.properties))
      // The one column that is never asked for.
      .filter((name) => name !== 'MaThongKe')
      .map((name) => [name, name.toLowerCase()]),
  );
