import type { SourceConfig } from '../../core/sources.js';
import { createSubgraph, type Subgraph } from '../../schema/subgraph.js';
import { AdminUnitResolver } from './admin-unit.resolver.js';
import { AgencyResolver } from './agency.resolver.js';
import { createContext, type DirectoryContext } from './context.js';
import { openDirectory } from './directory.js';
import { JurisdictionResolver } from './jurisdiction.resolver.js';
import { PersonResolver } from './person.resolver.js';

/** Places, jurisdictions and agencies: what the other domains join on. Reads no source, only its own tables. */
export async function createDirectorySubgraph(_sources: readonly SourceConfig[] = []): Promise<Subgraph> {
  const directory = openDirectory();
  return createSubgraph<DirectoryContext>({
    name: 'directory',
    resolvers: [AdminUnitResolver, JurisdictionResolver, AgencyResolver, PersonResolver],
    entities: {
      AdminUnit: ({ code, validFrom }: { code: string; validFrom: string }) => directory.unit(code, validFrom),
      Jurisdiction: ({ slug }: { slug: string }) => directory.jurisdiction(slug),
      Agency: ({ id }: { id: string }) => directory.agency(id),
      Person: ({ personalId }: { personalId: string }) => ({ personalId }),
    },
    createContext: createContext(directory),
  });
}
