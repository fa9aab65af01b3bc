import { HubError } from '../../core/errors.js';
import type { SourceConfig } from '../../core/sources.js';
import type { Breaker } from './breaker.js';
import type { Deadline } from './deadline.js';
import type { Gate, Leave, TurnedAway } from './gate.js';
import type { Tally } from './health.js';
import { NotAsked } from './not-asked.js';
import { askedToWaitMs, failureOf, isRefusal } from './verdict.js';

/** One exchange with a source. Throws coded errors; is given up when the signal fires; says when its request is on the way. */
export type Attempt<T> = (signal: AbortSignal, sent: () => void) => Promise<T>;

export interface Sending {
  /** Waits for its turn; throws where it does not come. */
  turn(deadline: Deadline): Promise<Leave>;
  /** Sends what was let in, and takes down how that went. */
  send<T>(attempt: Attempt<T>, deadline: Deadline, leave: Leave): Promise<T>;
  /** What is thrown where the source is not asked at all. */
  notAsked(why: TurnedAway | 'LET_ALONE'): HubError;
}

export interface SendingOptions {
  readonly source: SourceConfig;
  readonly gate: Gate;
  readonly breaker: Breaker;
  readonly tally: Tally;
}

export function createSending({ source, gate, breaker, tally }: SendingOptions): Sending {
  // A caller in a hurry must not have a source let alone that others would have waited for.
  const tellingMs = Math.min(source.timeoutMs / 2, 1_000);

  function notAsked(why: TurnedAway | 'LET_ALONE'): HubError {
    tally.rejected();
    const code = why === 'TOO_LATE' ? 'SOURCE_TIMEOUT' : 'SOURCE_UNAVAILABLE';
    return new HubError(code, undefined, { source: source.id, cause: new NotAsked(reasons[why]) });
  }

  return {
    notAsked,
    async turn(deadline) {
      const entered = await gate.enter(deadline.signal, deadline.leftMs());
      if (typeof entered === 'string') throw notAsked(entered);
      return entered;
    },
    async send(attempt, deadline, leave) {
      const begun = performance.now();
      const ended = breaker.begin();
      const isTelling = deadline.leftMs() >= tellingMs;
      const note = (code: string | null, refused = false) => {
        tally.ended(code, performance.now() - begun, refused);
        if (code !== 'SOURCE_TIMEOUT' || isTelling) ended(code !== null);
      };
      try {
        const answer = await attempt(deadline.signal, leave.sent);
        note(null);
        return answer;
      } catch (error) {
        note(failureOf(error), isRefusal(error));
        const waitMs = askedToWaitMs(error);
        if (waitMs > 0) gate.pause(waitMs);
        throw error;
      } finally {
        leave();
      }
    },
  };
}

const reasons: Readonly<Record<TurnedAway | 'LET_ALONE', string>> = {
  LET_ALONE: 'not asked: it failed before, and is let alone for now',
  SENT_AWAY: 'not asked: it failed while this waited',
  PAUSED: 'not asked: it asks to be let alone',
  FULL: 'not asked: as many requests wait for it as may',
  TOO_LATE: 'not asked: its turn did not come in time',
};
