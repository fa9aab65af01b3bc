import { ofSystem, type SourceConfig } from '../../core/sources.js';
import { createSubgraph, type Subgraph } from '../../schema/subgraph.js';
import { createContext, type PublicServicesContext } from './context.js';
import { DossierChangeResolver } from './dossier-change.resolver.js';
import { DossierResolver, findDossier } from './dossier.resolver.js';
import { createIgate } from './igate.js';
import { PersonResolver } from './person.resolver.js';
import { findProcedure } from './procedure-catalogue.js';
import { ProcedureResolver } from './procedure.resolver.js';
import { ProgressResolver } from './progress.resolver.js';
import type { Agency, Jurisdiction, Parcel, Person } from './references.type.js';
import { AgencyStatisticsResolver, JurisdictionStatisticsResolver } from './statistics.resolver.js';

/** Dossiers, procedures and how they are handled, from every iGate among `sources`. */
export async function createPublicServicesSubgraph(sources: readonly SourceConfig[]): Promise<Subgraph> {
  const igates = ofSystem(sources, 'igate').map(createIgate);
  return createSubgraph<PublicServicesContext>({
    name: 'public-services',
    resolvers: [
      DossierResolver,
      ProcedureResolver,
      PersonResolver,
      JurisdictionStatisticsResolver,
      AgencyStatisticsResolver,
      ProgressResolver,
      DossierChangeResolver,
    ],
    entities: {
      Dossier: ({ code }: { code: string }, context) => findDossier(context, code),
      Procedure: ({ code }: { code: string }, context) => findProcedure(context, code),
      Person: (reference: Person) => reference,
      Jurisdiction: (reference: Jurisdiction) => reference,
      Agency: (reference: Agency) => reference,
      Parcel: (reference: Parcel) => reference,
    },
    createContext: createContext(igates),
    feeds: igates.map(({ changes }) => changes),
    prepare: () => Promise.allSettled(igates.map((igate) => igate.signIn())),
    close: async () => {
      await Promise.all(igates.map((igate) => igate.close()));
    },
  });
}
