import type { Log } from '../../core/log.js';
import { createAnnouncements } from './announcements.js';
import type { CacheKeys } from './cache-keys.js';
import { createForgets } from './forgets.js';
import { createMemoryShelves } from './memory-shelves.js';
import { createRedisLink } from './redis-link.js';
import { createRedisShelves } from './redis-shelves.js';
import type { EntryStore } from './store.js';
import { createTally } from './tally.js';
import { createTiers } from './tiers.js';

export interface RedisStoreOptions {
  readonly url: string;
  readonly keys: CacheKeys;
  readonly log: Log;
  readonly answerWithinMs?: number | undefined;
  /** Of what is kept in this process. */
  readonly maxBytes?: number;
}

/** Keeps answers in Redis, for all processes of a hub, and in this one. */
export function createRedisStore({ url, keys, log, answerWithinMs, maxBytes = 64 * 1024 * 1024 }: RedisStoreOptions): EntryStore {
  const forgets = createForgets();
  const front = createMemoryShelves(maxBytes, forgets);
  const tally = createTally();
  const shelves = createRedisShelves(keys, () => (tally.counts.refused += 1));
  const channel = `f:${keys.tenant}`;
  const announcements = createAnnouncements({ channel, forgets, front, shelves, tally });
  const link = createRedisLink({
    url,
    log,
    channel,
    answerWithinMs,
    onError: () => (tally.counts.errors += 1),
    onUp(anew) {
      // What was published meanwhile, nobody knows.
      if (anew) forgets.recordAll();
      announcements.announceUntold(link);
    },
    onMessage: (message) => announcements.hear(message),
  });
  const tiers = createTiers({ link, forgets, front, shelves });
  return {
    nameOf: (of, key) => keys.nameOf(of, key),
    get: async (of, names, reader) => tally.found(await tiers.get(of, names, reader)),
    set: (entity, reader, entry, keepMs) => tiers.set(entity, reader, entry, keepMs),
    forgottenAt: (entity) => forgets.lastOf(entity),
    forget({ source, kind, key }) {
      const name = kind !== undefined && key !== undefined ? keys.nameOf({ source, kind }, key) : undefined;
      return announcements.announce(link, { source, kind, name });
    },
    health: () => ({ kind: 'REDIS', up: link.up, ...tally.counts, entries: front.size }),
    async close() {
      await link.close();
      front.clear();
    },
  };
}
