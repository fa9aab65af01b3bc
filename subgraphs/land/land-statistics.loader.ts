import DataLoader from 'dataloader';
import { askOnce } from './ask-once.js';
import type { LandUseTotal } from './land-statistics.connector.js';
import { ownersOfCommune } from './owners.js';
import type { ParcelSource } from './parcel-source.js';

/** The totals of each commune: one request to each source for all its communes. Null for a commune no source holds. */
export const createTotalsLoader = (sources: readonly ParcelSource[]): DataLoader<string, readonly LandUseTotal[] | null> =>
  new DataLoader((communes) =>
    askOnce(communes, {
      sourcesOf: (commune) => ownersOfCommune(sources, commune),
      ask: async (source, wanted) => byCommune(wanted, await source.totals(wanted)),
      nameOf: (commune) => commune,
    }),
  );

const byCommune = (communes: readonly string[], totals: readonly (readonly LandUseTotal[] | Error)[]) =>
  new Map(communes.map((commune, at) => [commune, totals[at]!]));
