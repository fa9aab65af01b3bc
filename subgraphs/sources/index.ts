import type { SourceConfig } from '../../core/sources.js';
import { createSubgraph, type Subgraph } from '../../schema/subgraph.js';
import type { SourcesContext } from './context.js';
import { ForgetResolver } from './forget.resolver.js';
import { SourceResolver } from './source.resolver.js';

/** How the sources do, for operators. It asks none of them. */
export function createSourcesSubgraph(sources: readonly SourceConfig[], now: () => number = Date.now): Promise<Subgraph> {
  return createSubgraph<SourcesContext>({
    name: 'sources',
    resolvers: [SourceResolver, ForgetResolver],
    entities: { Jurisdiction: (reference: object) => reference },
    createContext: (caller) => ({ caller, sources, now }),
  });
}
