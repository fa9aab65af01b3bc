import { ofSystem, type SourceConfig } from '../../core/sources.js';
import { createSubgraph, type Reference, type Subgraph } from '../../schema/subgraph.js';
import { createLandContext, type LandContext } from './context.js';
import { AdminUnitLandResolver, JurisdictionLandResolver } from './land-statistics.resolver.js';
import { sharedGround } from './one-register.js';
import { parcelOf } from './parcel-reference.js';
import { createArcgisParcelSource } from './parcel-source.arcgis.js';
import { createOgcFeaturesParcelSource } from './parcel-source.ogc-features.js';
import type { ParcelSource } from './parcel-source.js';
import { createWfsParcelSource } from './parcel-source.wfs.js';
import { ParcelResolver } from './parcel.resolver.js';
import { PersonParcelsResolver } from './person-parcels.resolver.js';
import { ParcelPlanningResolver } from './planning-zone.resolver.js';

/** Land (đất đai): parcels, their use, their users, the plan for them, and the statistics of them. */
export async function createLandSubgraph(configured: readonly SourceConfig[]): Promise<Subgraph> {
  refuseSharedGround(configured);
  const sources: readonly ParcelSource[] = [
    ...ofSystem(configured, 'wfs').map(createWfsParcelSource),
    ...ofSystem(configured, 'ogc-features').map(createOgcFeaturesParcelSource),
    ...ofSystem(configured, 'arcgis').map(createArcgisParcelSource),
  ];
  return createSubgraph<LandContext>({
    name: 'land',
    resolvers: [ParcelResolver, ParcelPlanningResolver, PersonParcelsResolver, JurisdictionLandResolver, AdminUnitLandResolver],
    entities: { Parcel: parcelOf, Jurisdiction: itself, AdminUnit: itself, Person: itself },
    createContext: (caller) => createLandContext(sources, caller),
    close: async () => {
      await Promise.all(sources.map((source) => source.close()));
    },
  });
}

const itself = (reference: Reference) => reference;

function refuseSharedGround(configured: readonly SourceConfig[]): void {
  for (const { source, other, jurisdiction } of sharedGround(configured))
    throw new Error(`Sources "${other.id}" and "${source.id}" both serve the land of "${jurisdiction}".`);
}
