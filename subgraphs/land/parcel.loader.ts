import DataLoader from 'dataloader';
import type { Caller } from '../../auth/caller.js';
import { askOnce } from './ask-once.js';
import { ownersOfCode, ownersOfCommune } from './owners.js';
import type { ParcelNumber, ParcelSelection, ParcelSource } from './parcel-source.js';
import type { Parcel } from './parcel.type.js';
import { queryFor, reachableSources, withinReach } from './reach.js';

const maxBatchSize = 500;

/** Parcels by issued code, from the source that issued it. */
export function createCodeLoader(sources: readonly ParcelSource[], caller: Caller): DataLoader<string, Parcel | null> {
  const reachable = new Set(reachableSources(sources, caller));
  return new DataLoader(
    (codes) =>
      askOnce(codes, {
        sourcesOf: (code) => ownersOfCode(sources, code).filter((source) => reachable.has(source)),
        ask: async (source, wanted) => named(await found(source, { by: 'code', codes: wanted }, caller), ({ code }) => code),
        nameOf: (code) => code,
      }),
    { maxBatchSize },
  );
}

const nameOfNumber = ({ communeCode, sheetNumber, parcelNumber }: ParcelNumber): string =>
  `${communeCode}/${sheetNumber}/${parcelNumber}`;

/** Parcels by commune, sheet and number, from the source that holds the commune. */
export function createNumberLoader(
  sources: readonly ParcelSource[],
  caller: Caller,
): DataLoader<ParcelNumber, Parcel | null, string> {
  const reachable = reachableSources(sources, caller);
  return new DataLoader<ParcelNumber, Parcel | null, string>(
    (numbers) =>
      askOnce(numbers, {
        sourcesOf: ({ communeCode }) => ownersOfCommune(reachable, communeCode),
        ask: async (source, wanted) => named(await found(source, { by: 'number', numbers: wanted }, caller), nameOfNumber),
        nameOf: nameOfNumber,
      }),
    { maxBatchSize, cacheKeyFn: nameOfNumber },
  );
}

/** What `source` has of `select` within the caller's reach. */
export async function found(source: ParcelSource, select: ParcelSelection, caller: Caller): Promise<Parcel[]> {
  const parcels = await source.find(queryFor(caller, select));
  return parcels.flatMap((parcel) => withinReach(parcel, caller) ?? []);
}

const named = (parcels: readonly Parcel[], nameOf: (parcel: Parcel) => string): ReadonlyMap<string, Parcel> =>
  new Map(parcels.map((parcel) => [nameOf(parcel), parcel]));
