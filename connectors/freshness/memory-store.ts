import { createCacheKeys, type CacheKeys } from './cache-keys.js';
import { createForgets } from './forgets.js';
import { createMemoryShelves } from './memory-shelves.js';
import { createTally } from './tally.js';
import type { EntryStore } from './store.js';

export interface MemoryStoreOptions {
  readonly keys?: CacheKeys;
  readonly maxBytes?: number;
}

/** Keeps answers in this process only. */
export function createMemoryStore({
  keys = createCacheKeys('hub'),
  maxBytes = 64 * 1024 * 1024,
}: MemoryStoreOptions = {}): EntryStore {
  const forgets = createForgets();
  const shelves = createMemoryShelves(maxBytes, forgets);
  const tally = createTally();
  return {
    nameOf: (of, key) => keys.nameOf(of, key),
    async get(of, names, reader) {
      return tally.found(names.map((name) => shelves.get({ ...of, name }, reader)?.entry ?? null));
    },
    set: (entity, reader, entry, keepMs) => shelves.put(entity, reader, entry, keepMs),
    forgottenAt: (entity) => forgets.lastOf(entity),
    async forget({ source, kind, key }) {
      const name = kind !== undefined && key !== undefined ? keys.nameOf({ source, kind }, key) : undefined;
      forgets.record({ source, kind, name });
      if (name !== undefined) shelves.forget(name);
    },
    health: () => ({ kind: 'MEMORY', up: true, ...tally.counts, entries: shelves.size }),
    close: async () => shelves.clear(),
  };
}
