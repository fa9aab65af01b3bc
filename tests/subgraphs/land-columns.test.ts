import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { columnNames, ColumnsOption } from '../../subgraphs/land/column-names.js';

test('columns have the source’s names in what is asked, and ours in what is read', () => {
  const { of, rows } = columnNames(ColumnsOption.parse({ MaThuaDat: 'mathuadat' }));
  expect([of('MaThuaDat'), of('MaXa'), of('constructor')]).toEqual(['mathuadat', 'MaXa', 'constructor']);
  const Row = z.object({ MaThuaDat: z.string(), MaXa: z.string() });
  expect(rows(Row).parse({ mathuadat: '1', MaXa: '2' })).toEqual({ MaThuaDat: '1', MaXa: '2' });
  expect(rows(Row).safeParse({ MaXa: '2' }).success).toBe(false);
});

test('a name for a column that is never asked for, or that is none, is refused', () => {
  expect(ColumnsOption.safeParse({ MaThua: 'x' }).success).toBe(false);
  for (const name of ['', 'a b', 'a"', 'a,b', "a'"]) expect(ColumnsOption.safeParse({ MaThuaDat: name }).success).toBe(false);
});
