import type { SourceLimits } from '../../core/sources.js';
import { createPace, type Leave, type Pace } from './pace.js';

export type { Leave } from './pace.js';

/** Why one may not go in: there is no room to wait in, it would have to wait too long, or all who wait were sent away; or its time is up. */
export type TurnedAway = 'FULL' | 'PAUSED' | 'SENT_AWAY' | 'TOO_LATE';

/** Lets no more in at once, and no more in any second, than a source may be asked; the others wait in turn. */
export interface Gate extends Pick<Pace, 'pausedMs' | 'active'> {
  /** Waits for its turn, until `signal` fires at the latest. `leftMs`: until then. */
  enter(signal: AbortSignal, leftMs: number): Promise<Leave | TurnedAway>;
  /** Lets one in who will not wait; undefined where it would have to. */
  enterNow(): Leave | undefined;
  /** Lets nobody in for so long. Who would have to wait longer than is worth it is turned away. */
  pause(ms: number): void;
  /** Turns away all who wait. */
  sendAway(): void;
  readonly waiting: number;
}

/** A pause longer than this is not waited for. */
export const longestPauseMs = 2_000;

/** What has less time left would only be given up under way. */
const worthSendingMs = 5;

interface Waiter {
  readonly until: number;
  readonly tell: (outcome: Leave | TurnedAway) => void;
}

export function createGate(limits: SourceLimits): Gate {
  const waiters = new Set<Waiter>();
  const pace = createPace(limits, advance);
  let timer: NodeJS.Timeout | undefined;

  function advance(): void {
    clearTimeout(timer);
    for (const waiter of waiters) {
      if (!pace.isOpen()) break;
      waiter.tell(waiter.until - performance.now() < worthSendingMs ? 'TOO_LATE' : pace.letIn());
    }
    // Who waits has a deadline that ends the wait in any case.
    if (waiters.size > 0 && !pace.isFull()) timer = setTimeout(advance, Math.ceil(pace.dueInMs())).unref();
  }

  return {
    async enter(signal, leftMs) {
      if (signal.aborted) return 'TOO_LATE';
      if (waiters.size === 0 && pace.isOpen()) return pace.letIn();
      if (isTooLong(pace.pausedMs(), leftMs)) return 'PAUSED';
      if (waiters.size >= limits.queue) return 'FULL';
      const told = waitIn(waiters, signal, leftMs);
      advance();
      return told;
    },
    enterNow: () => (pace.isOpen() ? pace.letIn() : undefined),
    pause(ms) {
      pace.pause(ms);
      const now = performance.now();
      for (const waiter of waiters) if (isTooLong(pace.pausedMs(), waiter.until - now)) waiter.tell('PAUSED');
      advance();
    },
    pausedMs: () => pace.pausedMs(),
    sendAway() {
      for (const waiter of waiters) waiter.tell('SENT_AWAY');
    },
    get waiting() {
      return waiters.size;
    },
    get active() {
      return pace.active;
    },
  };
}

const waitIn = (waiters: Set<Waiter>, signal: AbortSignal, leftMs: number) =>
  new Promise<Leave | TurnedAway>((resolve) => {
    const giveUp = () => waiter.tell('TOO_LATE');
    const waiter: Waiter = {
      until: performance.now() + leftMs,
      tell(outcome) {
        waiters.delete(waiter);
        signal.removeEventListener('abort', giveUp);
        resolve(outcome);
      },
    };
    signal.addEventListener('abort', giveUp);
    waiters.add(waiter);
  });

const isTooLong = (ms: number, leftMs: number) => ms > Math.min(longestPauseMs, leftMs);
