import { ofSystem, type SourceConfig } from '../../core/sources.js';
import { createSubgraph, type Subgraph } from '../../schema/subgraph.js';
import { AssignmentResolver } from './assignment.resolver.js';
import { createOfficeContext, type OfficeContext } from './context.js';
import { createDeliverySource } from './delivery.connector.js';
import { createIofficeSource } from './document.connector.js';
import { DocumentResolver } from './document.resolver.js';
import { DossierResolver } from './dossier.resolver.js';
import { AgencyStatisticsResolver, JurisdictionStatisticsResolver } from './statistics.resolver.js';
import type { Agency, Dossier, Jurisdiction } from './references.type.js';

/** Documents in and out, their handling and their deliveries, over VNPT-iOffice and the interchange axis. */
export function createOfficeSubgraph(configs: readonly SourceConfig[]): Promise<Subgraph> {
  const sources = {
    offices: ofSystem(configs, 'ioffice').map(createIofficeSource),
    axes: ofSystem(configs, 'interchange-axis').map(createDeliverySource),
  };
  return createSubgraph<OfficeContext>({
    name: 'office',
    resolvers: [DocumentResolver, DossierResolver, JurisdictionStatisticsResolver, AgencyStatisticsResolver, AssignmentResolver],
    entities: {
      Document: ({ id }: { id: string }, { documents }: OfficeContext) => documents.load(id),
      Dossier: (reference: Dossier) => reference,
      Agency: (reference: Agency) => reference,
      Jurisdiction: (reference: Jurisdiction) => reference,
    },
    createContext: (caller) => createOfficeContext(caller, sources),
    close: async () => {
      await Promise.all([...sources.offices, ...sources.axes].map((source) => source.close()));
    },
  });
}
