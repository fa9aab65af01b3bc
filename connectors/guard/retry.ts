/** How many requests may be sent a second time: so few that a source in distress has hardly more to do for it. */
export interface RetryBudget {
  /** A request was sent for the first time. */
  earn(): void;
  /** Whether one may be sent again; counts it. */
  take(): boolean;
}

const share = 0.1;
const most = 10;
const atFirst = 3;

/** One request in ten, saved up to ten; three at first. */
export function createRetryBudget(): RetryBudget {
  let saved = atFirst;
  return {
    earn() {
      saved = Math.min(most, saved + share);
    },
    take() {
      // Tenths do not add up to one exactly.
      if (saved < 1 - Number.EPSILON * most) return false;
      saved -= 1;
      return true;
    },
  };
}

/** Milliseconds before another try, by chance: callers that failed together do not come back together. */
export const jitterMs = (): number => 20 + Math.random() * 130;
