import { ofSystem, type SourceConfig } from '../../core/sources.js';
import { createSubgraph, type Reference, type Subgraph } from '../../schema/subgraph.js';
import { createLandContext, type LandContext } from './context.js';
import { AdminUnitLandResolver, JurisdictionLandResolver } from './land-statistics.resolver.js';
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
  const sources: readonly ParcelSource[] = [
    ...ofSystem(configured, 'wfs').map(createWfsParcelSource),
    ...ofSystem(configured, 'ogc-features').map(createOgcFeaturesParcelSource),
    ...ofSystem(configured, 'arcgis').map(createArcgisParcelSource),
  ];
  refuseSharedJurisdictions(sources);
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

// Statistics of a jurisdiction are those of one register: two would count the same ground twice.
function refuseSharedJurisdictions(sources: readonly ParcelSource[]): void {
  const owners = new Map<string, string>();
  for (const { config } of sources) {
    for (const slug of config.jurisdictions) {
      const other = owners.get(slug);
      if (other !== undefined) throw new Error(`Sources "${other}" and "${config.id}" both serve the land of "${slug}".`);
      owners.set(slug, config.id);
    }
  }
}
