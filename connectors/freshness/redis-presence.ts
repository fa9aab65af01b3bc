import type { Log } from '../../core/log.js';
import { createRedisBreaker } from './redis-breaker.js';
import { inTime, Late, redisFault, type Redis } from './redis-client.js';

/** Whether Redis is there, and says something in time. */
export interface RedisPresence {
  readonly up: boolean;
  /** Where not, it is tried now and then, with nobody waiting for it. */
  mayBeAsked(): boolean;
  answered(): void;
  failed(): void;
}

export interface PresenceOptions {
  readonly log: Log;
  readonly answerWithinMs: number;
  /** Called before anybody asks again. `anew`: over another connection, after messages may have been missed. */
  readonly onUp: (anew: boolean) => void;
  readonly onError: () => void;
  readonly channel: string;
  readonly onMessage: (message: string) => void;
}

/** Connects, and hears what is published with the same connection: in the order in which things came about. */
export function watchRedis(redis: Redis, options: PresenceOptions): RedisPresence {
  const { log, answerWithinMs, onUp, onError } = options;
  let subscribed = false;
  let told: boolean | undefined;
  const ready = () => redis.isReady && subscribed;

  function say(isUp: boolean, reason?: string): void {
    if (told === isUp) return;
    told = isUp;
    if (isUp) log.info('Redis keeps what sources answer');
    else log.warn({ reason }, 'Redis does not answer: what sources answer is kept in this process only');
  }
  const fault = (error: unknown) => {
    onError();
    say(false, redisFault(error));
  };
  const breaker = createRedisBreaker({
    probe: async () => {
      if (!ready()) throw new Late();
      await inTime(redis.ping(), answerWithinMs);
    },
    onChange(closed) {
      say(closed, 'no answer in time');
      if (closed) onUp(false);
    },
  });
  const connected = () => {
    subscribed = true;
    breaker.reset();
    say(true);
    onUp(true);
  };

  redis.on('error', fault);
  // The client subscribes again by itself, but for the first time.
  redis.on('ready', () => {
    if (subscribed) connected();
    else redis.subscribe(options.channel, options.onMessage).then(connected, fault);
  });
  // Settles only once it is connected, or closed.
  void redis.connect().catch(() => undefined);

  return {
    get up() {
      return ready() && told === true;
    },
    mayBeAsked: () => ready() && breaker.closed(),
    answered: () => breaker.answered(),
    failed() {
      onError();
      breaker.failed();
    },
  };
}
