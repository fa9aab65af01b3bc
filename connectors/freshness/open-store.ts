import type { Log } from '../../core/log.js';
import { createCacheKeys } from './cache-keys.js';
import { createMemoryStore } from './memory-store.js';
import { createRedisStore } from './redis-store.js';
import type { EntryStore } from './store.js';

export interface StoreOptions {
  /** `redis://` or `rediss://`, with the password in it. Without one, answers are kept in this process. */
  readonly redisUrl?: string | undefined;
  /** HUB_CACHE_KEY: 32 characters at least. Whoever shares it shares what is kept. */
  readonly secret?: string | undefined;
  /** Of what several hubs share a Redis for. */
  readonly tenant?: string | undefined;
  readonly log: Log;
}

/** Opens the store of a hub. Throws for a secret that is too short; waits for nothing. */
export function openStore({ redisUrl, secret, tenant = 'hub', log }: StoreOptions): EntryStore {
  const keys = createCacheKeys(tenant, secret);
  if (redisUrl === undefined) return createMemoryStore({ keys });
  if (secret === undefined)
    log.warn(
      'HUB_CACHE_KEY is not set: what this process keeps in Redis is of no use to others, nor to itself once started again',
    );
  return createRedisStore({ url: redisUrl, keys, log });
}
