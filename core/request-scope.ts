import { AsyncLocalStorage } from 'node:async_hooks';
import type { SourceNotes } from './source-notes.js';

/** One request to a subgraph, as everything that is done for it may know it. */
export interface RequestScope {
  /** Who reads, and by which rights: equal for equal ones, and of nobody's name. What is personal is kept under it. */
  readonly reader: string;
  /** Milliseconds since the epoch, after which nobody waits for the answer. */
  readonly deadline?: number | undefined;
  /** How old what is answered may be at most, where the client says. */
  readonly maxAgeSeconds?: number | undefined;
  /** Takes down how the sources answered. */
  readonly sources: SourceNotes;
}

const scopes = new AsyncLocalStorage<RequestScope>();

/** Does `work`, and whatever it leads to, for the request. */
export const inScope = <T>(scope: RequestScope, work: () => T): T => scopes.run(scope, work);

/** Does `work` for no request in particular: several may wait for it. */
export const outOfScope = <T>(work: () => T): T => scopes.exit(work);

/** The request for which something is done; undefined for what the hub does by itself. */
export const currentScope = (): RequestScope | undefined => scopes.getStore();
