import { groupBy } from '../../core/group-by.js';
import type { ParcelNumber, ParcelSelection } from './parcel-source.js';
import type { ParcelRow } from './parcel.connector.js';

/** Selections by keys, each of which has an answer of its own. */
export type KeyedSelection = Extract<ParcelSelection, { by: 'code' | 'number' | 'user' }>;

/** A selection, key by key. */
export interface KeyedParcels<R> {
  /** Its keys in words, in their order. */
  readonly names: readonly string[];
  /** The selection of some of them. */
  readonly only: (names: readonly string[]) => KeyedSelection;
  /** Of `rows`, those of each of `names`. */
  readonly sorted: (rows: readonly R[], names: readonly string[]) => (readonly R[])[];
}

export const nameOfNumber = ({ communeCode, sheetNumber, parcelNumber }: ParcelNumber): string =>
  `${communeCode}/${sheetNumber}/${parcelNumber}`;

/** `select` key by key, over rows that hold a parcel's columns as `properties`. */
export function keyedParcels<R extends { readonly properties: ParcelRow }>(select: KeyedSelection): KeyedParcels<R> {
  switch (select.by) {
    case 'code':
      return keyed(select.codes, { nameOf: itself, select: (codes) => ({ by: 'code', codes }), namesIn: codeIn });
    case 'number':
      return keyed(select.numbers, { nameOf: nameOfNumber, select: (numbers) => ({ by: 'number', numbers }), namesIn: numberIn });
    case 'user':
      return keyed(select.personalIds, {
        nameOf: itself,
        select: (personalIds) => ({ by: 'user', personalIds }),
        namesIn: usersIn,
      });
    default:
      return select satisfies never;
  }
}

interface Keys<K> {
  readonly nameOf: (key: K) => string;
  readonly select: (keys: readonly K[]) => KeyedSelection;
  /** The keys that a parcel is the answer to, or part of it. */
  readonly namesIn: (row: ParcelRow) => readonly string[];
}

function keyed<K, R extends { readonly properties: ParcelRow }>(
  keys: readonly K[],
  { nameOf, select, namesIn }: Keys<K>,
): KeyedParcels<R> {
  const byName = new Map(keys.map((key) => [nameOf(key), key]));
  return {
    names: keys.map(nameOf),
    only: (names) => select(names.map((name) => byName.get(name)!)),
    sorted(rows, names) {
      const named = rows.flatMap((row) => namesIn(row.properties).map((name) => ({ name, row })));
      const groups = groupBy(named, ({ name }) => name);
      return names.map((name) => (groups.get(name) ?? []).map(({ row }) => row));
    },
  };
}

const itself = (name: string) => name;
const codeIn = ({ MaThuaDat }: ParcelRow) => [MaThuaDat];
const numberIn = ({ MaXa, SoHieuToBanDo, SoThuTuThua }: ParcelRow) => [
  nameOfNumber({ communeCode: MaXa, sheetNumber: SoHieuToBanDo, parcelNumber: SoThuTuThua }),
];
const usersIn = ({ SoDinhDanh1, SoDinhDanh2 }: ParcelRow) => [...new Set([SoDinhDanh1 ?? [], SoDinhDanh2 ?? []].flat())];
