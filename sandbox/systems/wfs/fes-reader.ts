import { allOf, anyOf, crsOf, hasId, isIn, meets, toLayer, type Filter } from '../land/filter.js';
import { ringOf, type Point } from '../land/geometry.js';
import type { LandData, LandLayer } from '../land/layers.js';
import { WfsFault } from './exceptions.js';
import { attributeOf, childrenOf, elementsOf, textOf, type XmlElement } from './xml-tree.js';

export interface FesScope {
  readonly data: LandData;
  readonly layer: LandLayer;
}

/** Reads the children of a fes:Filter: And, Or, PropertyIsEqualTo, BBOX, Intersects, ResourceId. */
export function readFes(filter: XmlElement, scope: FesScope): Filter {
  const parts = operators(filter, scope);
  // Several ResourceIds side by side mean any of them.
  return parts.length === 1 ? parts[0]! : anyOf(parts);
}

const operators = (element: XmlElement, scope: FesScope) =>
  elementsOf(element).map(([name, child]) => operator(name, child, scope));

function operator(name: string, element: XmlElement, scope: FesScope): Filter {
  switch (name) {
    case 'And':
      return allOf(operators(element, scope));
    case 'Or':
      return anyOfEqual(element, scope);
    case 'PropertyIsEqualTo':
      return isIn(scope.layer, propertyOf(element), [literalOf(element)]);
    case 'ResourceId':
      return hasId([Number(/\.(\d+)$/.exec(attributeOf(element, 'rid') ?? '')?.[1])]);
    case 'BBOX':
      return meets(targetOf(element, scope), true);
    case 'Intersects':
      return meets(targetOf(element, scope));
    default:
      throw new WfsFault('OperationProcessingFailed', `no operator ${name}`, 'filter');
  }
}

/** Equalities on one property become one look-up, as a database would plan them. */
function anyOfEqual(element: XmlElement, scope: FesScope): Filter {
  const wanted = new Map<string, string[]>();
  for (const equal of childrenOf(element, 'PropertyIsEqualTo')) {
    const name = propertyOf(equal);
    wanted.set(name, [...(wanted.get(name) ?? []), literalOf(equal)]);
  }
  const others = elementsOf(element).filter(([name]) => name !== 'PropertyIsEqualTo');
  return anyOf([
    ...[...wanted].map(([name, values]) => isIn(scope.layer, name, values)),
    ...others.map(([name, child]) => operator(name, child, scope)),
  ]);
}

const propertyOf = (element: XmlElement) => textOf(childrenOf(element, 'ValueReference')[0]).replace(/^.*[:/]/, '');
const literalOf = (element: XmlElement) => textOf(childrenOf(element, 'Literal')[0]);

function targetOf(element: XmlElement, { data }: FesScope): Point[] {
  const [kind, geometry] = elementsOf(element).find(([name]) => kinds.has(name)) ?? [];
  if (!geometry) throw new WfsFault('OperationProcessingFailed', 'an Envelope, a Point or a Polygon was expected', 'filter');
  const srsName = attributeOf(geometry, 'srsName');
  const convert = toLayer(data, srsName === undefined ? { epsg: data.epsg, latitudeFirst: false } : crsOf(srsName));
  if (kind === 'Point') return [convert(pair(textOf(childrenOf(geometry, 'pos')[0])))];
  if (kind === 'Polygon') return shellOf(geometry).map(convert);
  const [west, south] = pair(textOf(childrenOf(geometry, 'lowerCorner')[0]));
  const [east, north] = pair(textOf(childrenOf(geometry, 'upperCorner')[0]));
  return ringOf({ west, south, east, north }).map(convert);
}

const kinds = new Set(['Envelope', 'Point', 'Polygon']);

function shellOf(polygon: XmlElement): Point[] {
  const list = ['exterior', 'LinearRing', 'posList'].reduce<XmlElement>((at, name) => childrenOf(at, name)[0] ?? {}, polygon);
  const pairs =
    textOf(list)
      .trim()
      .match(/\S+\s+\S+/g) ?? [];
  return pairs.map(pair);
}

function pair(text: string): Point {
  const [x, y] = text.trim().split(/\s+/).map(Number);
  if (!Number.isFinite(x) || !Number.isFinite(y))
    throw new WfsFault('OperationParsingFailed', 'two numbers were expected', 'filter');
  return [x!, y!];
}
