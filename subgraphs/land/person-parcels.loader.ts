import DataLoader from 'dataloader';
import type { Caller } from '../../auth/caller.js';
import { byCode } from './parcel-page.js';
import type { ParcelSource } from './parcel-source.js';
import type { Parcel } from './parcel.type.js';
import { foundEach } from './parcel.loader.js';
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
        const found = await foundEach(source, { by: 'user', personalIds }, caller);
        return found.map((parcels, at) => (parcels instanceof Error ? parcels : usedBy(personalIds[at]!, parcels)));
      },
      { maxBatchSize: 500 },
    ),
  }));

/** Parcels whose users the caller may see, the person among them, by code. */
const usedBy = (personalId: string, parcels: readonly Parcel[]): readonly Parcel[] =>
  parcels.filter(({ users }) => users?.some(({ person }) => person?.personalId === personalId)).toSorted(byCode);
