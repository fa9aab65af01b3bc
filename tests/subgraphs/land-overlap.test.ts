import { describe, expect, test } from '@jest/globals';
import type { Polygon, Position } from 'geojson';
import { holdsPoint, overlap } from '../../subgraphs/land/overlap.js';

const rectangle = (west: number, south: number, width: number, height: number): Position[] => [
  [west, south],
  [west + width, south],
  [west + width, south + height],
  [west, south + height],
  [west, south],
];
const shape = (...rings: Position[][]): Polygon => ({ type: 'Polygon', coordinates: rings });
const unit = shape(rectangle(0, 0, 1, 1));

describe('two shapes share ground', () => {
  test.each([
    ['the same', unit],
    ['one within the other', shape(rectangle(0.2, 0.2, 0.1, 0.1))],
    ['one around the other', shape(rectangle(-1, -1, 3, 3))],
    ['crossing', shape(rectangle(0.5, 0.5, 1, 1))],
    ['a band through it', shape(rectangle(-1, 0.4, 3, 0.2))],
    ['shifted along a common edge', shape(rectangle(0.5, 0, 1, 1))],
    ['filling one side of it', shape(rectangle(0, 0, 0.5, 1))],
    ['a corner cut off', shape([[0.9, -0.5], [1.5, 0.5], [0.5, 0.5], [0.9, -0.5]])], // prettier-ignore
  ])('%s', (_what, other) => {
    expect(overlap(unit, other)).toBe(true);
    expect(overlap(other, unit)).toBe(true);
  });
});

describe('two shapes share none', () => {
  test.each([
    ['apart', shape(rectangle(2, 0, 1, 1))],
    ['neighbours', shape(rectangle(1, 0, 1, 1))],
    ['neighbours by part of an edge', shape(rectangle(1, 0.5, 1, 1))],
    ['neighbours that rounding made cross by a centimetre', shape(rectangle(1 - 1e-7, 0, 1, 1))],
    ['at a corner', shape(rectangle(1, 1, 1, 1))],
    ['one in the hole of the other', shape(rectangle(-2, -2, 5, 5), rectangle(-0.5, -0.5, 2, 2).toReversed())],
    ['one filling the hole of the other', shape(rectangle(-2, -2, 5, 5), rectangle(0, 0, 1, 1).toReversed())],
  ])('%s', (_what, other) => {
    expect(overlap(unit, other)).toBe(false);
    expect(overlap(other, unit)).toBe(false);
  });
});

test('any part of a multipolygon counts', () => {
  const parts = { type: 'MultiPolygon' as const, coordinates: [[rectangle(5, 5, 1, 1)], [rectangle(0.5, 0.5, 1, 1)]] };
  expect(overlap(unit, parts)).toBe(true);
  expect(holdsPoint(parts, 5.5, 5.5)).toBe(true);
});

test('a point is held inside and on the boundary, not in a hole', () => {
  const ring = shape(rectangle(0, 0, 3, 3), rectangle(1, 1, 1, 1).toReversed());
  expect(holdsPoint(ring, 0.5, 0.5)).toBe(true);
  expect(holdsPoint(ring, 3, 1.5)).toBe(true);
  expect(holdsPoint(ring, 1.5, 1.5)).toBe(false);
  expect(holdsPoint(ring, 4, 1)).toBe(false);
});
