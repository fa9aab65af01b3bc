import type { Kind } from './kinds.js';

/** Answers of one kind from one source. */
export interface Shelf {
  readonly source: string;
  readonly kind: Kind;
}

/** Something a source can be asked for. `name`: what exactly, as `nameOf` gives it: a keyed hash, for it may be of a person. */
export interface Entity extends Shelf {
  readonly name: string;
}

/** What is to be forgotten: one entity, by the key it is read by; without a key a kind; without a kind a source. */
export interface Forgettable {
  readonly source: string;
  readonly kind?: Kind | undefined;
  readonly key?: string | undefined;
}

/** An answer as it is kept. */
export interface Entry {
  /** As `bytesOf` gives them: nobody changes what another is shown. */
  readonly bytes: Uint8Array;
  /** Milliseconds since the epoch. */
  readonly fetchedAt: number;
}

/** How a store is, for whoever runs the hub. */
export interface StoreHealth {
  readonly kind: 'MEMORY' | 'REDIS';
  /** Whether it answers. What is kept in this process does in any case. */
  readonly up: boolean;
  readonly hits: number;
  readonly misses: number;
  /** What was found, but is not what this hub put there. */
  readonly refused: number;
  /** How often it failed, or took too long. */
  readonly errors: number;
  /** How much is kept in this process. */
  readonly entries: number;
}

/**
 * Where answers are kept. But for `forget`, nothing here throws, and nothing takes long: a store that is away, slow or full has nothing,
 * and takes nothing. `reader`: for whom it is kept; `''` for everybody.
 */
export interface EntryStore {
  nameOf(of: Shelf, key: string): string;
  get(of: Shelf, names: readonly string[], reader: string): Promise<readonly (Entry | null)[]>;
  set(entity: Entity, reader: string, entry: Entry, keepMs: number): void;
  /** Changes whenever the entity is forgotten: what was asked for before is neither kept nor waited for after. */
  forgottenAt(entity: Entity): number;
  /** For whomever it is kept. At once in this process; rejects where others cannot be told, who are told once they can be. */
  forget(what: Forgettable): Promise<void>;
  health(): StoreHealth;
  close(): Promise<void>;
}
