import { describe, expect, test } from '@jest/globals';
import { fromEsriRings } from '../../connectors/arcgis-geometry.js';
import { whereOver } from '../../connectors/arcgis-where.js';

const build = whereOver(['MaThuaDat', 'SoThuTuThua']);

describe('a where condition', () => {
  test.each(["' OR 1=1 --", "x'; DROP TABLE ThuaDat", "''", "O'Brien"])('holds %j as a quoted literal', (value) => {
    const { sql } = build.isIn('MaThuaDat', [value]);
    expect(sql).toBe(`MaThuaDat IN ('${value.replaceAll("'", "''")}')`);
    // Outside the quotes nothing of the value is left.
    expect(sql.replace(/'(?:[^']|'')*'/g, '?')).toBe('MaThuaDat IN (?)');
  });

  test('names known fields only', () => {
    for (const field of ['HoTen1', '1=1 OR MaThuaDat', 'MaThuaDat)', '']) {
      expect(() => build.isIn(field, ['1'])).toThrow(TypeError);
    }
    expect(() => whereOver(['a b']).isIn('a b', ['1'])).toThrow(TypeError);
  });

  test('of nothing is refused', () => {
    expect(() => build.isIn('MaThuaDat', [])).toThrow(TypeError);
    expect(() => build.or([])).toThrow(TypeError);
    expect(() => build.isIn('SoThuTuThua', [Number.NaN])).toThrow(TypeError);
  });

  test('is bracketed where it is joined', () => {
    const { sql } = build.and([build.isIn('SoThuTuThua', [1, 2]), build.or([build.isIn('MaThuaDat', ['a'])])]);
    expect(sql).toBe("(SoThuTuThua IN (1,2) AND (MaThuaDat IN ('a')))");
  });
});

describe('Esri rings', () => {
  const square = (x: number, size: number) => [
    [x, 0],
    [x, size],
    [x + size, size],
    [x + size, 0],
    [x, 0],
  ];
  const hole = square(2, 2)
    .toReversed()
    .map(([x, y]) => [x!, y! + 1]);

  test('that run clockwise are shells, the others holes of the shell around them', () => {
    expect(fromEsriRings([square(0, 10)])).toEqual({ type: 'Polygon', coordinates: [square(0, 10)] });
    expect(fromEsriRings([hole, square(20, 5), square(0, 10)])).toEqual({
      type: 'MultiPolygon',
      coordinates: [[square(20, 5)], [square(0, 10), hole]],
    });
    expect(fromEsriRings([])).toBeNull();
  });

  test('that wind the wrong way and lie in no shell are shells', () => {
    const reversed = square(0, 10).toReversed();
    expect(fromEsriRings([reversed])).toEqual({ type: 'Polygon', coordinates: [reversed] });
  });
});
