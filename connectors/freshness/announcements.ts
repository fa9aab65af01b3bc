import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Forgets, Forgotten } from './forgets.js';
import type { MemoryShelves } from './memory-shelves.js';
import type { RedisLink } from './redis-link.js';
import type { RedisShelves } from './redis-shelves.js';
import type { Tally } from './tally.js';
import { createUntold } from './untold.js';

/** What is forgotten is forgotten everywhere: here, in Redis, and in whatever process keeps it. */
export interface Announcements {
  /** Rejects where Redis cannot be told now; then it is told once it can be. */
  announce(link: RedisLink, what: Forgotten): Promise<void>;
  announceUntold(link: RedisLink): void;
  hear(message: string): void;
}

export interface AnnouncementsOptions {
  readonly channel: string;
  readonly forgets: Forgets;
  readonly front: MemoryShelves;
  readonly shelves: RedisShelves;
  readonly tally: Tally;
}

const Message = z.object({
  from: z.string(),
  source: z.string(),
  kind: z.string().optional(),
  name: z.string().optional(),
});

export function createAnnouncements({ channel, forgets, front, shelves, tally }: AnnouncementsOptions): Announcements {
  const from = randomUUID();
  const untold = createUntold();

  function forgetHere(what: Forgotten): void {
    forgets.record(what);
    if (what.name !== undefined) front.forget(what.name);
  }

  async function tell(link: RedisLink, what: Forgotten): Promise<void> {
    const message = JSON.stringify({ from, ...what });
    await link.insist((redis) => Promise.all([shelves.forget(redis, what), redis.publish(channel, message)]));
    untold.told(what);
  }

  return {
    async announce(link, what) {
      forgetHere(what);
      untold.add(what);
      await tell(link, what);
    },
    announceUntold(link) {
      for (const what of untold.list()) void tell(link, what).catch(() => undefined);
    },
    hear(message) {
      const what = messageIn(message);
      if (!what) tally.counts.refused += 1;
      else if (what.from !== from) forgetHere(what);
    },
  };
}

function messageIn(text: string) {
  try {
    return Message.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
