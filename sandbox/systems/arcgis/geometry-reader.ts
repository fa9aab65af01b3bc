import { meets, QueryFault, toLayer, type Filter } from '../land/filter.js';
import { ringOf, type Point } from '../land/geometry.js';
import type { LandData } from '../land/layers.js';
import type { Form } from './form.js';

/** The spatial condition of a form: `geometry` of `geometryType` in `inSR`. */
export function readGeometry(data: LandData, form: Form): Filter {
  if ((form['spatialRel'] ?? 'esriSpatialRelIntersects') !== 'esriSpatialRelIntersects') {
    throw new QueryFault("'spatialRel' parameter is invalid");
  }
  const convert = toLayer(data, { epsg: Number(form['inSR'] ?? data.epsg), latitudeFirst: false });
  return meets(pointsOf(form['geometryType'] ?? 'esriGeometryEnvelope', form['geometry']!).map(convert));
}

function pointsOf(type: string, text: string): Point[] {
  switch (type) {
    case 'esriGeometryPoint': {
      const [x, y] = numbersOf(text, ['x', 'y']);
      return [[x!, y!]];
    }
    case 'esriGeometryEnvelope': {
      const [west, south, east, north] = numbersOf(text, ['xmin', 'ymin', 'xmax', 'ymax']);
      return ringOf({ west: west!, south: south!, east: east!, north: north! });
    }
    case 'esriGeometryPolygon':
      return (jsonOf(text) as { rings: Point[][] }).rings[0]!;
    default:
      throw new QueryFault("'geometryType' parameter is invalid");
  }
}

/** `1,2` or `{"x":1,"y":2}` */
function numbersOf(text: string, names: readonly string[]): number[] {
  const object = text.startsWith('{') ? (jsonOf(text) as Record<string, unknown>) : null;
  const numbers = object ? names.map((name) => Number(object[name])) : text.split(',').map(Number);
  if (numbers.length !== names.length || !numbers.every(Number.isFinite)) throw new QueryFault("'geometry' parameter is invalid");
  return numbers;
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new QueryFault('a parameter is not JSON');
  }
}
