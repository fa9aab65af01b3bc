import type { CacheKeys } from './cache-keys.js';
import { createEnvelopes, type Sealed } from './envelope.js';
import type { Forgotten } from './forgets.js';
import { createGenerations } from './generations.js';
import { maxReaders } from './memory-shelves.js';
import type { Redis } from './redis-client.js';
import type { Entity, Shelf } from './store.js';

/** What Redis says of several entities. */
export interface Found {
  /** Null where there is none to keep anything under. */
  readonly generation: string | null;
  /** Null where it is not kept, or no longer valid. */
  readonly entries: readonly (Sealed | null)[];
}

/** Answers in Redis: a hash for each entity with a field for each reader, so that it is forgotten for all of them at once. */
export interface RedisShelves {
  /** One round trip. */
  get(redis: Redis, of: Shelf, names: readonly string[], reader: string): Promise<Found>;
  put(redis: Redis, entity: Entity, reader: string, data: Buffer, keepMs: number): Promise<unknown>;
  seal(entity: Entity, reader: string, sealed: Sealed): Buffer;
  forget(redis: Redis, what: Forgotten): Promise<unknown>;
}

export function createRedisShelves(keys: CacheKeys, onRefused: () => void): RedisShelves {
  const envelopes = createEnvelopes(keys);
  const generations = createGenerations(keys.tenant);
  const keyOf = ({ source, kind, name }: Entity) => `h:${keys.tenant}:${source}:${kind}:${name}`;

  function opened(entity: Entity, reader: string, data: Buffer, generation: string | null): Sealed | null {
    const sealed = envelopes.open({ entity, reader }, data);
    if (!sealed) onRefused();
    return sealed && sealed.generation === generation && sealed.expiresAt > Date.now() ? sealed : null;
  }

  return {
    async get(redis, of, names, reader) {
      const field = keys.fieldOf(reader);
      const [generation, ...found] = await Promise.all([
        generations.ask(redis, of),
        ...names.map((name) => redis.hGet(keyOf({ ...of, name }), field)),
      ]);
      const entries = found.map((data, index) => data && opened({ ...of, name: names[index]! }, reader, data, generation));
      return { generation, entries };
    },
    async put(redis, entity, reader, data, keepMs) {
      const key = keyOf(entity);
      // Whatever is kept of one kind is kept equally long: the last put is the last to end.
      const [, , readers] = await redis
        .multi()
        .hSet(key, keys.fieldOf(reader), data)
        .pExpire(key, Math.ceil(keepMs))
        .hLen(key)
        .exec();
      if (Number(readers) > maxReaders) await redis.unlink(key);
    },
    seal: (entity, reader, sealed) => envelopes.seal({ entity, reader }, sealed),
    forget: (redis, { source, kind, name }) =>
      kind !== undefined && name !== undefined
        ? redis.unlink(keyOf({ source, kind: kind as Shelf['kind'], name }))
        : generations.turn(redis, { source, kind }),
  };
}
