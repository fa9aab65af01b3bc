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

// The urn form means the authority's axis order, latitude first; some servers crash on the short form over a projected layer.
const srs = 'srsName="urn:ogc:def:crs:EPSG::4326"';

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
export const holdsPoint = (name: string, lon: number, lat: number): Fes => ({
  xml:
    `<fes:Intersects>${valueReference(name)}<gml:Point gml:id="p" ${srs}>` +
    `<gml:pos>${degrees(lat)} ${degrees(lon)}</gml:pos></gml:Point></fes:Intersects>`,
});

/** The bounds of the geometry `name` meet a WGS 84 box. */
export const meetsBox = (name: string, { west, south, east, north }: Envelope): Fes => ({
  xml:
    `<fes:BBOX>${valueReference(name)}<gml:Envelope ${srs}><gml:lowerCorner>${degrees(south)} ${degrees(west)}</gml:lowerCorner>` +
    `<gml:upperCorner>${degrees(north)} ${degrees(east)}</gml:upperCorner></gml:Envelope></fes:BBOX>`,
});

/** A name of a property or type, refused unless it is a plain XML name: names come from code and configuration, never from a caller. */
export function xmlName(name: string): string {
  if (!/^[\p{L}_][\p{L}\p{N}_.-]*(:[\p{L}_][\p{L}\p{N}_.-]*)?$/u.test(name)) throw new TypeError('not an XML name');
  return name;
}

/** `text` as character data. Characters that XML cannot hold become U+FFFD, so that they match nothing. */
const xmlText = (text: string): string =>
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

function degrees(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('a coordinate must be a number');
  return value.toFixed(9);
}
