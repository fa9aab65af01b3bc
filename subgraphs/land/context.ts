import type DataLoader from 'dataloader';
import type { Caller } from '../../auth/caller.js';
import type { SubgraphContext } from '../../schema/subgraph.js';
import type { LandUseTotal } from './land-statistics.connector.js';
import { createTotalsLoader } from './land-statistics.loader.js';
import type { ParcelNumber, ParcelSource } from './parcel-source.js';
import { createCodeLoader, createNumberLoader } from './parcel.loader.js';
import type { Parcel } from './parcel.type.js';
import { createPersonParcelLoaders, type PersonParcels } from './person-parcels.loader.js';
import type { PlanningZone } from './planning-zone.type.js';
import { createZoneLoader } from './planning-zone.loader.js';

export interface LandContext extends SubgraphContext {
  readonly sources: readonly ParcelSource[];
  readonly parcelsByCode: DataLoader<string, Parcel | null>;
  readonly parcelsByNumber: DataLoader<ParcelNumber, Parcel | null, string>;
  readonly personParcels: readonly PersonParcels[];
  readonly zones: DataLoader<Parcel, readonly PlanningZone[] | null>;
  readonly totals: DataLoader<string, readonly LandUseTotal[] | null>;
}

export const createLandContext = (sources: readonly ParcelSource[], caller: Caller): LandContext => ({
  caller,
  sources,
  parcelsByCode: createCodeLoader(sources, caller),
  parcelsByNumber: createNumberLoader(sources, caller),
  personParcels: createPersonParcelLoaders(sources, caller),
  zones: createZoneLoader(sources),
  totals: createTotalsLoader(sources),
});
