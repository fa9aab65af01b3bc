import { describe, expect, test } from '@jest/globals';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { and, holdsPoint, isIn, meetsBox, or, xmlName } from '../../connectors/fes.js';

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

  test('names places latitude first, as the urn form demands', () => {
    expect(holdsPoint('geom', 105.68, 18.67).xml).toContain(
      'srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>18.670000000 105.680000000</gml:pos>',
    );
    const box = meetsBox('geom', { west: 105, south: 18, east: 106, north: 19 }).xml;
    expect(box).toContain('<gml:lowerCorner>18.000000000 105.000000000</gml:lowerCorner>');
    expect(box).toContain('<gml:upperCorner>19.000000000 106.000000000</gml:upperCorner>');
    expect(() => holdsPoint('geom', Number.NaN, 1)).toThrow(TypeError);
  });

  test('takes plain names only', () => {
    expect(xmlName('land:ThuaDat')).toBe('land:ThuaDat');
    for (const name of ['a b', 'a"', 'a><b', '', '1a', 'a:b:c']) expect(() => xmlName(name)).toThrow(TypeError);
  });
});
