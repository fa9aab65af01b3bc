import type { Kind } from './kinds.js';

/** Something a source can be asked for. `key`: what exactly, hashed, for it may be of a person. */
export interface Entity {
  readonly source: string;
  readonly kind: Kind;
  readonly key: string;
}

/** An answer as it is kept. */
export interface Entry {
  readonly value: unknown;
  /** Milliseconds since the epoch. */
  readonly fetchedAt: number;
}

/**
 * Where answers are kept. Nothing here throws, and nothing takes long: a store that is away, slow or full has nothing, and takes nothing.
 * `reader`: for whom it is kept; `''` for everybody.
 */
export interface EntryStore {
  get(entities: readonly Entity[], reader: string): Promise<readonly (Entry | null)[]>;
  set(entity: Entity, reader: string, entry: Entry, keepMs: number): void;
  /** Forgets what is kept of one entity for whomever; without a key of a kind, without a kind of a source. Rejects if it cannot. */
  forget(what: { readonly source: string; readonly kind?: Kind; readonly key?: string }): Promise<void>;
  close(): Promise<void>;
}
