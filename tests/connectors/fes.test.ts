import { describe, expect, test } from '@jest/globals';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { and, holdsPoint, inWgs84, inZone, isIn, meetsBox, or, xmlName } from '../../connectors/fes.js';

const hostile = [
  '</fes:Literal></fes:PropertyIsEqualTo><fes:PropertyIsLike wildCard="*">',
  ']]><x>',
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;',
  `" onload='x'`,
  '&amp;',
  'a\u0000b\uD800',
];

describe('a filter', () => {
  test.each(hostile)('holds %j as a literal and nothing else', (value) => {
    const { xml } = isIn('MaThuaDat', [value]);
    expect(XMLValidator.validate(`<r xmlns:fes="f">${xml}</r>`)).toBe(true);
    const parsed = new XMLParser({ removeNSPrefix: true, htmlEntities: true, trimValues: false }).parse(xml) as {
      PropertyIsEqualTo: Record<string, unknown>;
    };
    expect(Object.keys(parsed)).toEqual(['PropertyIsEqualTo']);
    expect(Object.keys(parsed.PropertyIsEqualTo).toSorted()).toEqual(['Literal', 'ValueReference']);
    expect(parsed.PropertyIsEqualTo['Literal']).toBe(value.replaceAll('\u0000', '\uFFFD').replaceAll('\uD800', '\uFFFD'));
  });

  test('of one condition has no operator around it, of several has', () => {
    expect(isIn('a', ['1']).xml).not.toContain('fes:Or');
    expect(isIn('a', ['1', '2']).xml).toMatch(/^<fes:Or>.*<\/fes:Or>$/);
    expect(and([isIn('a', ['1'])]).xml).not.toContain('fes:And');
    expect(and([isIn('a', ['1']), isIn('b', ['1'])]).xml).toMatch(/^<fes:And>.*<\/fes:And>$/);
  });

  test('of nothing is refused, not everything', () => {
    expect(() => isIn('a', [])).toThrow(TypeError);
    expect(() => or([])).toThrow(TypeError);
  });

  const box = { west: 105, south: 18, east: 106, north: 19 };

  test('names places in WGS 84 latitude first, as the urn form demands', () => {
    for (const places of [inWgs84, inZone(4326)]) {
      expect(holdsPoint('geom', 105.68, 18.67, places).xml).toContain(
        'srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>18.670000000 105.680000000</gml:pos>',
      );
      expect(meetsBox('geom', box, places).xml).toContain('<gml:posList>18.000000000 105.000000000 18.000000000 106.000000000 ');
    }
    expect(() => holdsPoint('geom', Number.NaN, 1, inWgs84)).toThrow(TypeError);
  });

  test('names places in a zone by easting and northing', () => {
    expect(holdsPoint('geom', 105.6813, 18.6796, inZone(9208)).xml).toMatch(
      /srsName="urn:ogc:def:crs:EPSG::9208"><gml:pos>598041\.94\d+ 2066361\.03\d+<\/gml:pos>/,
    );
    expect(meetsBox('geom', box, inZone(9208, 'EPSG:"404001')).xml).toContain(
      '<gml:Polygon gml:id="p" srsName="EPSG:&#34;404001">',
    );
  });

  test('asks for a box by its corners: as fes:BBOX, one in other coordinates than the layer’s is misread', () => {
    const { xml } = meetsBox('geom', box, inZone(9208));
    expect(xml).toMatch(/^<fes:Intersects>.*<\/fes:Intersects>$/);
    const [, corners = ''] = /<gml:posList>(.*)<\/gml:posList>/.exec(xml)!;
    expect(corners.split(' ')).toHaveLength(10);
    expect(corners.split(' ').slice(0, 2)).toEqual(corners.split(' ').slice(8));
  });

  test('takes plain names only', () => {
    expect(xmlName('land:ThuaDat')).toBe('land:ThuaDat');
    for (const name of ['a b', 'a"', 'a><b', '', '1a', 'a:b:c']) expect(() => xmlName(name)).toThrow(TypeError);
  });
});
