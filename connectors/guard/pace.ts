import type { SourceLimits } from '../../core/sources.js';

/** What one who was let in calls to go out. */
export type Leave = () => void;

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
  let nextAt = 0;
  let pausedUntil = 0;

  const dueInMs = () => Math.max(0, Math.max(nextAt, pausedUntil) - performance.now());
  const isFull = () => active >= concurrent;

  return {
    isFull,
    dueInMs,
    isOpen: () => !isFull() && dueInMs() === 0,
    letIn() {
      active++;
      nextAt = performance.now() + everyMs;
      let inside = true;
      return () => {
        if (!inside) return;
        inside = false;
        active--;
        onLeave();
      };
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
