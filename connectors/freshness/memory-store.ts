import { LRUCache } from 'lru-cache';
import { deserialize, serialize } from 'node:v8';
import type { Entity, EntryStore } from './store.js';

const maxBytes = 64 * 1024 * 1024;

interface Kept {
  readonly bytes: Buffer;
  readonly fetchedAt: number;
}

/** Keeps answers in this process, as bytes, so that nobody changes what another is shown. */
export function createMemoryStore(): EntryStore {
  const kept = new LRUCache<string, Kept>({
    maxSize: maxBytes,
    sizeCalculation: ({ bytes }, name) => bytes.length + name.length,
  });
  return {
    async get(entities, reader) {
      return entities.map((entity) => {
        const found = kept.get(nameOf(entity, reader));
        return found ? { value: deserialize(found.bytes) as unknown, fetchedAt: found.fetchedAt } : null;
      });
    },
    set(entity, reader, { value, fetchedAt }, keepMs) {
      kept.set(nameOf(entity, reader), { bytes: serialize(value), fetchedAt }, { ttl: keepMs });
    },
    async forget(what) {
      const start = prefixOf(what);
      for (const name of kept.keys()) if (name.startsWith(start)) kept.delete(name);
    },
    close: async () => kept.clear(),
  };
}

const nameOf = (entity: Entity, reader: string) => `${prefixOf(entity)}${reader}`;

const prefixOf = ({ source, kind, key }: { readonly source: string; readonly kind?: string; readonly key?: string }) =>
  [source, kind, key].filter((part) => part !== undefined).join(' ') + ' ';
