import { describe, expect, test } from '@jest/globals';
import { cql2Json, cql2Text, satisfying, type Cql2 } from '../../connectors/cql2.js';
import { createWorld } from '../../sandbox/world/index.js';
import { landDataOf } from '../../sandbox/systems/land/layers.js';
import { readCql2Json, readCql2Text } from '../../sandbox/systems/ogc-features/cql2-reader.js';

const isIn = (property: string, values: readonly (string | number)[]): Cql2 => ({ op: 'in', property, values });
const hostile = ["' OR 1=1 --", "x') OR ('a'='a", "''", '\\', '"', "O'Brien", '%27'];

const data = landDataOf(createWorld({ scale: 0.05 }), ['dong-ha']);
const scope = { data, layer: data.parcels };
const first = data.parcels.features[0]!;

describe('a filter', () => {
  test.each(hostile)('holds %j as a value and nothing else', (value) => {
    const filter = isIn('MaThuaDat', [value]);
    expect(cql2Text(filter)).toBe(`"MaThuaDat" IN ('${value.replaceAll("'", "''")}')`);
    for (const matches of [readCql2Text(cql2Text(filter), scope), readCql2Json(JSON.stringify(cql2Json(filter)), scope)]) {
      expect(data.parcels.features.filter(matches)).toEqual([]);
      expect(matches({ ...first, values: { ...first.values, MaThuaDat: value } })).toBe(true);
    }
  });

  test('says the same as text and as JSON', () => {
    const filter: Cql2 = {
      op: 'and',
      args: [
        isIn('MaXa', [String(first.values['MaXa'])]),
        { op: 'or', args: [isIn('SoThuTuThua', [1, 2]), isIn('SoHieuToBanDo', [1])] },
        { op: 's_intersects', property: 'geom', geometry: { type: 'Polygon', coordinates: [around(107.09, 16.8, 0.1)] } },
      ],
    };
    const byText = data.parcels.features.filter(readCql2Text(cql2Text(filter), scope));
    const byJson = data.parcels.features.filter(readCql2Json(JSON.stringify(cql2Json(filter)), scope));
    expect(byText.length).toBeGreaterThan(0);
    expect(byJson).toEqual(byText);
    expect(byText.every(({ values }) => satisfying(filter)(values))).toBe(true);
  });

  test('joins many conditions two by two, as the least of readers takes them', () => {
    const filter: Cql2 = { op: 'or', args: [1, 2, 3, 4, 5].map((value) => isIn('SoThuTuThua', [value])) };
    expect(cql2Text(filter)).toBe(
      '((("SoThuTuThua" IN (1) OR "SoThuTuThua" IN (2)) OR "SoThuTuThua" IN (3)) OR ("SoThuTuThua" IN (4) OR "SoThuTuThua" IN (5)))',
    );
    const found = data.parcels.features.filter(readCql2Text(cql2Text(filter), scope));
    expect(found).toEqual(data.parcels.features.filter(readCql2Json(JSON.stringify(cql2Json(filter)), scope)));
    expect(found.length).toBeGreaterThan(0);
  });

  test('tells a feature it excludes', () => {
    const satisfies = satisfying({ op: 'and', args: [isIn('a', ['1', '2']), isIn('b', [3])] });
    expect(satisfies({ a: '1', b: 3 })).toBe(true);
    expect(satisfies({ a: '1', b: '3' })).toBe(true);
    expect(satisfies({ a: '9', b: 3 })).toBe(false);
    expect(satisfies({ a: '1' })).toBe(false);
  });

  test('of nothing, of a strange name or number is refused', () => {
    expect(() => cql2Text(isIn('a', []))).toThrow(TypeError);
    expect(() => cql2Json({ op: 'or', args: [] })).toThrow(TypeError);
    expect(() => cql2Text(isIn('a" OR "b', ['1']))).toThrow(TypeError);
    expect(() => cql2Text(isIn('a', [Number.POSITIVE_INFINITY]))).toThrow(TypeError);
  });
});

const around = (lon: number, lat: number, by: number): [number, number][] => [
  [lon - by, lat - by],
  [lon + by, lat - by],
  [lon + by, lat + by],
  [lon - by, lat + by],
  [lon - by, lat - by],
];
