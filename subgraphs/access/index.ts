import { createSubgraph, type Subgraph } from '../../schema/subgraph.js';
import type { AccessContext } from './context.js';
import { IntegrityResolver } from './integrity.resolver.js';
import { MyAccessResolver } from './my-access.resolver.js';
import type { AccessLogReader } from './reader.js';
import { RecordResolver } from './record.resolver.js';
import { SummaryResolver } from './summary.resolver.js';

/** Reading the access log; `null`: there is none, and every question of it is answered so. */
export function createAccessSubgraph(
  reader: AccessLogReader | null = null,
  now: () => Date = () => new Date(),
): Promise<Subgraph> {
  return createSubgraph<AccessContext>({
    name: 'access',
    resolvers: [RecordResolver, SummaryResolver, IntegrityResolver, MyAccessResolver],
    entities: {
      Agency: (reference: object) => reference,
      Jurisdiction: (reference: object) => reference,
    },
    createContext: (caller) => ({ caller, reader, now }),
  });
}
