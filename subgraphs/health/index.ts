import { ofSystem, type SourceConfig } from '../../core/sources.js';
import { createSubgraph, type Subgraph } from '../../schema/subgraph.js';
import { createHealthContext, type HealthContext } from './context.js';
import { PersonHealthResolver } from './person.resolver.js';
import { Person } from './person.type.js';
import { AdminUnit, Jurisdiction } from './place.type.js';
import { HealthRecordResolver } from './record.resolver.js';
import { createHealthSource } from './source.js';
import { AdminUnitHealthResolver, JurisdictionHealthResolver } from './statistics.resolver.js';

const itself = <T>(reference: T): T => reference;

/** Health records and how far they reach, from the FHIR servers among `sources`. */
export function createHealthSubgraph(sources: readonly SourceConfig[]): Promise<Subgraph> {
  const servers = ofSystem(sources, 'fhir').map(createHealthSource);
  return createSubgraph<HealthContext>({
    name: 'health',
    resolvers: [PersonHealthResolver, HealthRecordResolver, JurisdictionHealthResolver, AdminUnitHealthResolver],
    orphanedTypes: [Person, Jurisdiction, AdminUnit],
    entities: { Person: itself, Jurisdiction: itself, AdminUnit: itself },
    createContext: (caller) => createHealthContext(servers, caller),
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  });
}
