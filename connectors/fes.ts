import { fromWgs84 } from './vn2000.js';

/** A filter of OGC Filter Encoding 2.0, as XML in the prefixes `fes` and `gml`. Made by the functions below only. */
export interface Fes {
  readonly xml: string;
}

export interface Envelope {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** The coordinates a filter says places in. */
export interface Places {
  readonly srsName: string;
  /** WGS 84 longitude and latitude → the two numbers, in the order that goes with the name. */
  readonly position: (lon: number, lat: number) => readonly [number, number];
}

/** The urn form means the authority's axis order, latitude first; some servers crash on the short form over a projected layer. */
export const inWgs84: Places = { srsName: 'urn:ogc:def:crs:EPSG::4326', position: (lon, lat) => [lat, lon] };

/** Places in the coordinates of `epsg`, by the name a server has for them. */
export function inZone(epsg: number, srsName = `urn:ogc:def:crs:EPSG::${epsg}`): Places {
  const convert = fromWgs84(epsg);
  return epsg === 4326 ? inWgs84 : { srsName, position: (lon, lat) => convert([lon, lat]) };
}

export const fesNamespaces = 'xmlns:fes="http://www.opengis.net/fes/2.0" xmlns:gml="http://www.opengis.net/gml/3.2"';

/** The property `name` is one of `values`. */
export function isIn(name: string, values: readonly (string | number)[]): Fes {
  return or(
    values.map((value) => ({
      xml: `<fes:PropertyIsEqualTo>${valueReference(name)}<fes:Literal>${xmlText(String(value))}</fes:Literal></fes:PropertyIsEqualTo>`,
    })),
  );
}

export const and = (filters: readonly Fes[]): Fes => combined('And', filters);
export const or = (filters: readonly Fes[]): Fes => combined('Or', filters);

/** The geometry `name` holds or touches a WGS 84 point. */
export const holdsPoint = (name: string, lon: number, lat: number, places: Places): Fes =>
  intersects(name, `<gml:Point gml:id="p"${srs(places)}><gml:pos>${position(places, lon, lat)}</gml:pos></gml:Point>`);

/**
 * The geometry `name` meets a WGS 84 box. Its corners as a polygon: fes:BBOX has servers turn the box into the layer's coordinates, and
 * MapServer leaves out the datum shift of 224 m in this.
 */
export function meetsBox(name: string, { west, south, east, north }: Envelope, places: Places): Fes {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as const;
  const ring = corners.map(([lon, lat]) => position(places, lon, lat)).join(' ');
  return intersects(
    name,
    `<gml:Polygon gml:id="p"${srs(places)}><gml:exterior><gml:LinearRing><gml:posList>${ring}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`,
  );
}

const intersects = (name: string, geometry: string): Fes => ({
  xml: `<fes:Intersects>${valueReference(name)}${geometry}</fes:Intersects>`,
});
const srs = ({ srsName }: Places) => ` srsName="${xmlText(srsName)}"`;
const position = (places: Places, lon: number, lat: number) => places.position(lon, lat).map(coordinate).join(' ');

/** A name of a property or type, refused unless it is a plain XML name: names come from code and configuration, never from a caller. */
export function xmlName(name: string): string {
  if (!/^[\p{L}_][\p{L}\p{N}_.-]*(:[\p{L}_][\p{L}\p{N}_.-]*)?$/u.test(name)) throw new TypeError('not an XML name');
  return name;
}

/** `text` as character data, or the value of an attribute. Characters that XML cannot hold become U+FFFD, so that they match nothing. */
export const xmlText = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

function combined(operator: 'And' | 'Or', filters: readonly Fes[]): Fes {
  const [first] = filters;
  if (!first) throw new TypeError('a filter needs a condition');
  // The two operators must have at least two operands.
  return filters.length === 1 ? first : { xml: `<fes:${operator}>${filters.map(({ xml }) => xml).join('')}</fes:${operator}>` };
}

const valueReference = (name: string) => `<fes:ValueReference>${xmlName(name)}</fes:ValueReference>`;

function coordinate(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('a coordinate must be a number');
  return value.toFixed(9);
}
