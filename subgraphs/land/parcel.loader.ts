import DataLoader from 'dataloader';
import type { Caller } from '../../auth/caller.js';
import { askOnce } from './ask-once.js';
import { keyedParcels, nameOfNumber, type KeyedSelection } from './keyed-parcels.js';
import { ownersOfCode, ownersOfCommune } from './owners.js';
import type { Check, ParcelNumber, ParcelSource } from './parcel-source.js';
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
        ask: (source, wanted) => oneEach(source, { by: 'code', codes: wanted }, caller),
        nameOf: (code) => code,
      }),
    { maxBatchSize },
  );
}

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
        ask: (source, wanted) => oneEach(source, { by: 'number', numbers: wanted }, caller),
        nameOf: nameOfNumber,
      }),
    { maxBatchSize, cacheKeyFn: nameOfNumber },
  );
}

/** What `source` has of each key of `select` within the caller's reach. */
export async function foundEach(
  source: ParcelSource,
  select: KeyedSelection,
  caller: Caller,
): Promise<(readonly Parcel[] | Error)[]> {
  const found = await source.findEach({ ...queryFor(caller, select), select });
  return found.map((parcels) => (parcels instanceof Error ? parcels : within(parcels, caller)));
}

/** What `source` has at a point, within the caller's reach. */
export async function foundAt(
  source: ParcelSource,
  point: { readonly lon: number; readonly lat: number },
  caller: Caller,
  check: Check<readonly Parcel[]>,
): Promise<readonly Parcel[]> {
  const query = queryFor(caller, { by: 'point', ...point });
  return within(await source.find(query, (parcels) => check(within(parcels, caller))), caller);
}

const within = (parcels: readonly Parcel[], caller: Caller): readonly Parcel[] =>
  parcels.flatMap((parcel) => withinReach(parcel, caller) ?? []);

async function oneEach(
  source: ParcelSource,
  select: KeyedSelection,
  caller: Caller,
): Promise<ReadonlyMap<string, Parcel | Error>> {
  const found = await foundEach(source, select, caller);
  return new Map(
    keyedParcels(select).names.flatMap((name, at) => {
      const parcels = found[at]!;
      const one = parcels instanceof Error ? parcels : parcels.at(-1);
      return one ? [[name, one] as const] : [];
    }),
  );
}
