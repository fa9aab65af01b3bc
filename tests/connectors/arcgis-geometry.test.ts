import { expect, test } from '@jest/globals';
import type { Position } from 'geojson';
import { fromEsriRings } from '../../connectors/arcgis-geometry.js';

/** A closed square from `from` to `to`, clockwise as Esri's shells run. */
const square = (from: number, to: number): Position[] => [
  [from, from],
  [from, to],
  [to, to],
  [to, from],
  [from, from],
];
const hole = (from: number, to: number) => square(from, to).toReversed();

test('a hole belongs to the innermost shell around it', () => {
  const rings = [square(0, 100), hole(10, 90), square(20, 80), hole(30, 70)];
  expect(fromEsriRings(rings)).toEqual({
    type: 'MultiPolygon',
    coordinates: [
      [rings[0], rings[1]],
      [rings[2], rings[3]],
    ],
  });
});

test('a hole that touches its shell, and the corner of a neighbour, is still its shell’s', () => {
  const [neighbour, shell] = [square(0, 10), square(10, 30)];
  const touching = hole(10, 20);
  expect(fromEsriRings([neighbour, shell, touching])).toEqual({
    type: 'MultiPolygon',
    coordinates: [[neighbour], [shell, touching]],
  });
});

test('a shell that winds the wrong way is a shell', () => {
  expect(fromEsriRings([hole(0, 10)])).toEqual({ type: 'Polygon', coordinates: [hole(0, 10)] });
  expect(fromEsriRings([])).toBeNull();
});
