import DataLoader from 'dataloader';
import type { Caller } from '../../auth/caller.js';
import { byCode } from './parcel-page.js';
import type { ParcelSource } from './parcel-source.js';
import type { Parcel } from './parcel.type.js';
import { found } from './parcel.loader.js';
import { reachableSources } from './reach.js';

export interface PersonParcels {
  readonly source: ParcelSource;
  /** Parcels a person uses, by code. */
  readonly parcels: DataLoader<string, readonly Parcel[]>;
}

/** For each source the caller reaches, the parcels of many persons in one request. */
export const createPersonParcelLoaders = (sources: readonly ParcelSource[], caller: Caller): readonly PersonParcels[] =>
  reachableSources(sources, caller).map((source) => ({
    source,
    parcels: new DataLoader(
      async (personalIds) => {
        const parcels = await found(source, { by: 'user', personalIds }, caller);
        const byPerson = byUser(parcels);
        return personalIds.map((personalId) => byPerson.get(personalId) ?? []);
      },
      { maxBatchSize: 500 },
    ),
  }));

function byUser(parcels: readonly Parcel[]): ReadonlyMap<string, readonly Parcel[]> {
  const byPerson = new Map<string, Parcel[]>();
  for (const parcel of parcels.toSorted(byCode)) {
    for (const personalId of new Set(parcel.users?.flatMap(({ person }) => person?.personalId ?? []))) {
      const theirs = byPerson.get(personalId);
      if (theirs) theirs.push(parcel);
      else byPerson.set(personalId, [parcel]);
    }
  }
  return byPerson;
}
