import { readCondition } from '../land/condition-reader.js';
import { allOf, anyOf, isIn, meets, QueryFault, toLayer, type Filter } from '../land/filter.js';
import type { Point } from '../land/geometry.js';
import type { LandData, LandLayer, Value } from '../land/layers.js';

export interface Cql2Scope {
  readonly data: LandData;
  readonly layer: LandLayer;
}

// Without filter-crs, coordinates are longitude and latitude.
const crs84 = { epsg: 4326, latitudeFirst: false };

export const readCql2Text = (text: string, { data, layer }: Cql2Scope): Filter =>
  readCondition(text, { layer, toLayer: toLayer(data, crs84) });

export function readCql2Json(text: string, scope: Cql2Scope): Filter {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new QueryFault('the filter is not JSON');
  }
  return expression(parsed, scope);
}

function expression(node: unknown, scope: Cql2Scope): Filter {
  const { op, args } = node as { op?: unknown; args?: unknown };
  if (typeof op !== 'string' || !Array.isArray(args)) throw new QueryFault('an operator with arguments was expected');
  switch (op) {
    case 'and':
      return allOf(args.map((part) => expression(part, scope)));
    case 'or':
      return anyOf(args.map((part) => expression(part, scope)));
    case '=':
      return isIn(scope.layer, propertyOf(args[0]), [args[1] as Value]);
    case 'in':
      return isIn(scope.layer, propertyOf(args[0]), args[1] as Value[]);
    case 's_intersects':
      return meets(pointsOf(args[1]).map(toLayer(scope.data, crs84)));
    default:
      throw new QueryFault(`no operator ${op}`);
  }
}

function propertyOf(node: unknown): string {
  const name = (node as { property?: unknown } | null)?.property;
  if (typeof name !== 'string') throw new QueryFault('a property was expected');
  return name;
}

function pointsOf(node: unknown): Point[] {
  const { type, coordinates } = node as { type?: string; coordinates?: unknown };
  if (type === 'Point') return [coordinates as Point];
  if (type === 'Polygon') return (coordinates as Point[][])[0] ?? [];
  throw new QueryFault('a point or a polygon was expected');
}
