import { WfsFault } from './exceptions.js';
import { attributeOf, childrenOf, parseXml, textOf, type XmlElement } from './xml-tree.js';

/** A request, however it came: as keys and values, or as a document. */
export interface WfsRequest {
  readonly operation: string;
  readonly typeName: string;
  /** Element whose children are the filter's operators. */
  readonly filter: XmlElement | null;
  /** `minx,miny,maxx,maxy[,crs]` */
  readonly bbox: string | null;
  readonly resourceIds: readonly string[];
  readonly properties: readonly string[];
  readonly srsName: string | null;
  readonly outputFormat: string | null;
  readonly hits: boolean;
  readonly count: number | null;
  readonly startIndex: number;
}

/** Names of keys are case-insensitive. */
export function readKeys(query: Readonly<Record<string, string>>): WfsRequest {
  const keys = new Map(Object.entries(query).map(([name, value]) => [name.toUpperCase(), value]));
  const list = (name: string) => keys.get(name)?.split(',') ?? [];
  const filter = keys.get('FILTER');
  return {
    operation: keys.get('REQUEST') ?? '',
    typeName: keys.get('TYPENAMES') ?? keys.get('TYPENAME') ?? '',
    filter: filter === undefined ? null : filterOf(parseXml(filter)),
    bbox: keys.get('BBOX') ?? null,
    resourceIds: list('RESOURCEID'),
    properties: list('PROPERTYNAME').map(localName),
    srsName: keys.get('SRSNAME') ?? null,
    outputFormat: keys.get('OUTPUTFORMAT') ?? null,
    hits: keys.get('RESULTTYPE') === 'hits',
    count: whole(keys.get('COUNT'), 'count'),
    startIndex: whole(keys.get('STARTINDEX'), 'startIndex') ?? 0,
  };
}

export function readXml(text: string): WfsRequest {
  const [name, [root] = []] = Object.entries(parseXml(text)).find(([, value]) => typeof value === 'object') ?? [];
  if (name === undefined || typeof root !== 'object') throw new WfsFault('OperationParsingFailed', 'no request');
  const query = childrenOf(root, 'Query')[0] ?? {};
  return {
    operation: name,
    typeName: attributeOf(query, 'typeNames') ?? '',
    filter: filterOf(query),
    bbox: null,
    resourceIds: [],
    properties: childrenOf(query, 'PropertyName').map((element) => localName(textOf(element))),
    srsName: attributeOf(query, 'srsName') ?? null,
    outputFormat: attributeOf(root, 'outputFormat') ?? null,
    hits: attributeOf(root, 'resultType') === 'hits',
    count: whole(attributeOf(root, 'count'), 'count'),
    startIndex: whole(attributeOf(root, 'startIndex'), 'startIndex') ?? 0,
  };
}

const filterOf = (element: XmlElement): XmlElement | null => childrenOf(element, 'Filter')[0] ?? null;
const localName = (name: string) => name.replace(/^.*[:/]/, '');

function whole(text: string | undefined, locator: string): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,9}$/.test(text)) throw new WfsFault('InvalidParameterValue', `${locator} is a whole number`, locator);
  return Number(text);
}
