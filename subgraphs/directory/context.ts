import type { Caller } from '../../auth/caller.js';
import type { Provenance } from '../../schema/provenance.js';
import type { SubgraphContext } from '../../schema/subgraph.js';
import type { Directory } from './directory.js';
import { vietnameseToday } from './periods.js';

/** No loaders: the tables are in memory. */
export interface DirectoryContext extends SubgraphContext {
  readonly directory: Directory;
  readonly today: string;
}

export const createContext =
  (directory: Directory) =>
  (caller: Caller): DirectoryContext => ({ caller, directory, today: vietnameseToday() });

export const directoryProvenance = ({ readAt }: Directory, jurisdiction: string | null): Provenance => ({
  source: 'directory',
  system: 'directory',
  jurisdiction,
  fetchedAt: readAt,
  asOf: readAt,
  stale: false,
});
