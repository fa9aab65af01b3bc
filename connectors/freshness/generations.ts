import { randomBytes } from 'node:crypto';
import type { Forgotten } from './forgets.js';
import type { Redis } from './redis-client.js';
import type { Shelf } from './store.js';

/**
 * Which generation of answers is valid, by source and kind, as Redis has it: random values, so that one that is lost is never come upon
 * again, and with it all that was kept under it.
 */
export interface Generations {
  /** In the same round trip as what else is asked for; null where Redis has none. */
  ask(redis: Redis, of: Shelf): Promise<string | null>;
  /** A new one: what is kept of an earlier one is as if it were not there. */
  turn(redis: Redis, what: Forgotten): Promise<unknown>;
}

const all = '*';
const form = /^[\w-]{12}\.([\w-]{12})?$/;
const made = () => randomBytes(9).toString('base64url');

export function createGenerations(tenant: string): Generations {
  const keyOf = (source: string) => `g:${tenant}:${source}`;
  return {
    async ask(redis, { source, kind }) {
      // Full, Redis refuses to make one; what there is may still be read.
      const first = redis.hSetNX(keyOf(source), all, made()).catch(() => undefined);
      const [ofSource, ofKind] = await redis.hmGet(keyOf(source), [all, kind]);
      await first;
      const generation = `${String(ofSource ?? '')}.${String(ofKind ?? '')}`;
      return form.test(generation) ? generation : null;
    },
    // Full, Redis takes no new one, but lets go of those of the source.
    turn: (redis, { source, kind }) => redis.hSet(keyOf(source), kind ?? all, made()).catch(() => redis.unlink(keyOf(source))),
  };
}
