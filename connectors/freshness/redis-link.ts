import { Reason } from '../../core/errors.js';
import { inTime, Late, openRedis, redisFault, type Redis } from './redis-client.js';
import { watchRedis, type PresenceOptions } from './redis-presence.js';

/** A connection to Redis that may be away, frozen, slow or full: nobody waits for it for long. */
export interface RedisLink {
  readonly up: boolean;
  /** What `work` answers; null where it did not in time, or is not asked. */
  ask<T extends object>(work: (redis: Redis) => Promise<T>): Promise<T | null>;
  /** Without waiting for it; of `bytes` more, unless too many are on their way already. */
  tell(bytes: number, work: (redis: Redis) => Promise<unknown>): void;
  /** Rejects, in our own words, where it is not done in time. */
  insist(work: (redis: Redis) => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

export interface RedisLinkOptions extends Omit<PresenceOptions, 'answerWithinMs'> {
  readonly url: string;
  /** So long an answer is waited for. */
  readonly answerWithinMs?: number | undefined;
}

const maxBytesOnTheirWay = 32 * 1024 * 1024;
const insistMs = 500;
const goodbyeMs = 500;

export function createRedisLink({ url, answerWithinMs = 40, ...options }: RedisLinkOptions): RedisLink {
  const redis = openRedis(url);
  const presence = watchRedis(redis, { ...options, answerWithinMs });
  let bytesOnTheirWay = 0;

  async function send(bytes: number, work: (redis: Redis) => Promise<unknown>): Promise<void> {
    bytesOnTheirWay += bytes;
    try {
      await work(redis);
    } catch {
      options.onError();
    } finally {
      bytesOnTheirWay -= bytes;
    }
  }

  return {
    get up() {
      return presence.up;
    },
    async ask(work) {
      if (!presence.mayBeAsked()) return null;
      try {
        const answer = await inTime(work(redis), answerWithinMs);
        presence.answered();
        return answer;
      } catch {
        presence.failed();
        return null;
      }
    },
    tell(bytes, work) {
      if (presence.mayBeAsked() && bytesOnTheirWay + bytes <= maxBytesOnTheirWay) void send(bytes, work);
    },
    async insist(work) {
      if (!presence.mayBeAsked()) throw new Reason('Redis is away');
      try {
        await inTime(work(redis), insistMs);
      } catch (error) {
        // One that refuses to write may still be read.
        if (error instanceof Late) presence.failed();
        throw new Reason(`Redis: ${redisFault(error)}`);
      }
    },
    async close() {
      if (redis.isOpen) await inTime(redis.close(), goodbyeMs).catch(() => undefined);
      if (redis.isOpen) redis.destroy();
    },
  };
}
