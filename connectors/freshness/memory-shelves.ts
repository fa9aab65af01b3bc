import { LRUCache } from 'lru-cache';
import type { Forgets } from './forgets.js';
import type { Entity, Entry } from './store.js';

/** What is kept in this process. */
export interface MemoryShelves {
  get(entity: Entity, reader: string): Kept | null;
  put(entity: Entity, reader: string, entry: Entry, keepMs: number): void;
  forget(name: string): void;
  readonly size: number;
  clear(): void;
}

export interface Kept {
  readonly entry: Entry;
  /** On the clock that nobody sets: `performance.now()`. */
  readonly putAt: number;
  readonly until: number;
  /** Of its kind, when it was put here. */
  readonly forgottenAt: number;
}

/** So many readers of one entity; one more, and it is forgotten for the others. */
export const maxReaders = 64;

const overheadBytes = 400;
const sizeOf = (readers: Readers) =>
  [...readers.values()].reduce((sum, { entry }) => sum + entry.bytes.length + overheadBytes, 0);

type Readers = Map<string, Kept>;

/** Keeps as much as fits, what was read last longest, and all readers' answers of an entity together. */
export function createMemoryShelves(maxBytes: number, forgets: Forgets): MemoryShelves {
  const entities = new LRUCache<string, Readers>({ maxSize: maxBytes, sizeCalculation: sizeOf });
  return {
    get(entity, reader) {
      const kept = entities.get(entity.name)?.get(reader);
      if (!kept || kept.until <= performance.now() || kept.forgottenAt !== forgets.lastOfShelf(entity)) return null;
      return kept;
    },
    put(entity, reader, entry, keepMs) {
      if (keepMs <= 0) return;
      const putAt = performance.now();
      const others = entities.get(entity.name);
      const readers: Readers = others && others.size < maxReaders ? new Map(others) : new Map();
      readers.set(reader, { entry, putAt, until: putAt + keepMs, forgottenAt: forgets.lastOfShelf(entity) });
      entities.set(entity.name, readers, { ttl: Math.ceil(keepMs) });
    },
    forget: (name) => void entities.delete(name),
    get size() {
      return entities.size;
    },
    clear: () => entities.clear(),
  };
}
