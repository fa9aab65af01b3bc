import { describe, expect, test } from '@jest/globals';
import { signedArea, toRfc7946 } from '../../connectors/vn2000-geojson.js';
import { centralMeridians, fromWgs84, isKnownCrs, toWgs84, type Point } from '../../connectors/vn2000.js';

// Computed with PROJ 9.5 from the seven parameters of QĐ 05/2007/QĐ-BTNMT in their own, coordinate-frame convention.
const checked: readonly (readonly [epsg: number, wgs84: Point, grid: Point])[] = [
  [9208, [105.6813, 18.6796], [598041.9422, 2066361.03806]],
  [9211, [106.6, 17.47], [563528.89601, 1932340.59787]],
  [9212, [107.1, 16.8], [590406.36228, 1858293.1763]],
  [9214, [107.59, 16.46], [562802.98096, 1820569.21882]],
];

describe('VN-2000', () => {
  test.each(checked)('EPSG:%i agrees with PROJ to the millimetre', (epsg, wgs84, grid) => {
    const [easting, northing] = fromWgs84(epsg)(wgs84);
    expect(easting).toBeCloseTo(grid[0], 3);
    expect(northing).toBeCloseTo(grid[1], 3);
    const [lon, lat] = toWgs84(epsg)(grid);
    expect(lon).toBeCloseTo(wgs84[0], 7);
    expect(lat).toBeCloseTo(wgs84[1], 7);
  });

  test('knows the 3° zones and WGS 84, and nothing else', () => {
    expect(Object.keys(centralMeridians)).toHaveLength(18);
    expect(isKnownCrs(4326)).toBe(true);
    expect(toWgs84(4326)([105, 18])).toEqual([105, 18]);
    expect(isKnownCrs(3857)).toBe(false);
    expect(() => toWgs84(3857)).toThrow(RangeError);
  });
});

describe('a boundary after RFC 7946', () => {
  const clockwise = [
    [598000, 2066000],
    [598000, 2066030],
    [598020, 2066030],
    [598020, 2066000],
  ];
  const hole = [
    [598005, 2066005],
    [598010, 2066005],
    [598010, 2066010],
    [598005, 2066010],
    [598005, 2066005],
  ];

  test('is closed, right-handed, longitude first, with seven decimals', () => {
    const { coordinates } = toRfc7946({ type: 'Polygon', coordinates: [clockwise, hole] }, 9208);
    const [shell, inner] = coordinates as [number[][], number[][]];
    expect(shell[0]).toEqual(shell.at(-1));
    expect(signedArea(shell)).toBeGreaterThan(0);
    expect(signedArea(inner)).toBeLessThan(0);
    for (const [lon, lat] of [...shell, ...inner]) {
      expect(Math.round(lon! * 1e7) / 1e7).toBe(lon);
      expect(lon).toBeCloseTo(105.68, 1);
      expect(lat).toBeCloseTo(18.68, 1);
    }
  });

  test('keeps every part of a multipolygon', () => {
    const shifted = clockwise.map(([x, y]) => [x! + 100, y!]);
    const { type, coordinates } = toRfc7946({ type: 'MultiPolygon', coordinates: [[clockwise], [shifted]] }, 9208);
    expect(type).toBe('MultiPolygon');
    expect(coordinates).toHaveLength(2);
  });
});
