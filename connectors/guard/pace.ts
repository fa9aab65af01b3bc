import type { SourceLimits } from '../../core/sources.js';

/** What one who was let in calls to go out. */
export interface Leave {
  (): void;
  /** Says that its request is on the way: from then on counts when the next may set out. */
  readonly sent: () => void;
}

/** How many may be inside at once, and how soon one may follow another. */
export interface Pace {
  isOpen(): boolean;
  /** Whether nobody may go in before somebody leaves. */
  isFull(): boolean;
  /** When the next may go in, where there is room. */
  dueInMs(): number;
  letIn(): Leave;
  /** Lets nobody in for so long. */
  pause(ms: number): void;
  /** How long nobody is let in, room or not. */
  pausedMs(): number;
  readonly active: number;
}

// What sets out at equal times does not arrive at equal times: a little is kept back for the way.
const slack = 1.05;

/** `onLeave` hears when there is room again. */
export function createPace({ concurrent, perSecond }: SourceLimits, onLeave: () => void): Pace {
  const everyMs = perSecond === undefined ? 0 : (1000 * slack) / perSecond;
  let active = 0;
  // Let in, and not yet on the way: a connection may have to be opened first. None sets out before it, or the two would arrive together.
  let unsent = 0;
  let nextAt = 0;
  let pausedUntil = 0;

  const dueInMs = () => Math.max(0, Math.max(nextAt, pausedUntil) - performance.now());
  const isFull = () => active >= concurrent || (everyMs > 0 && unsent > 0);

  return {
    isFull,
    dueInMs,
    isOpen: () => !isFull() && dueInMs() === 0,
    letIn() {
      active++;
      unsent++;
      let [inside, isSent] = [true, false];
      const sent = () => {
        if (isSent) return;
        isSent = true;
        unsent--;
        nextAt = performance.now() + everyMs;
        if (everyMs > 0) onLeave();
      };
      const leave = () => {
        if (!inside) return;
        inside = false;
        active--;
        sent();
        onLeave();
      };
      return Object.assign(leave, { sent });
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, performance.now() + ms);
    },
    pausedMs: () => Math.max(0, pausedUntil - performance.now()),
    get active() {
      return active;
    },
  };
}
