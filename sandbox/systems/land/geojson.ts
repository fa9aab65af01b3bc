import type { Point } from './geometry.js';
import type { LandFeature } from './layers.js';

/** A feature in GeoJSON, with the given properties only, in the coordinates `convert` makes. */
export const geojsonFeature = (
  { values, ring }: LandFeature,
  { id, fields, convert }: { id: string | number; fields: readonly string[]; convert: (point: Point) => Point },
) => ({
  type: 'Feature',
  id,
  geometry: ring && { type: 'Polygon', coordinates: [ring.map(convert)] },
  properties: Object.fromEntries(fields.map((field) => [field, values[field] ?? null])),
});
