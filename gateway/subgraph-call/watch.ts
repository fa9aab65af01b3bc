/** Something that is waited for: until a moment, and only while somebody wants it. */
export interface Wait {
  /** Milliseconds since the epoch. */
  readonly until: number;
  readonly signal: AbortSignal;
  /** Is called once, when the moment has passed or the signal has fired. */
  readonly giveUp: () => void;
}

export interface Watch {
  /** How many are waited for. */
  readonly open: () => number;
  /** Begins to watch. What it returns ends the watch. */
  readonly begin: (wait: Wait) => () => void;
}

/**
 * Watches over everything that is waited for with one timer, to within `tickMs`: a timer and a listener for each call would cost more than
 * the call. Without a call there is no timer.
 */
export function createWatch(tickMs = 20): Watch {
  const waits = new Set<Wait>();
  let timer: NodeJS.Timeout | null = null;

  function look(): void {
    if (waits.size === 0) return stop();
    const now = Date.now();
    for (const wait of waits) {
      if (wait.until > now && !wait.signal.aborted) continue;
      waits.delete(wait);
      wait.giveUp();
    }
  }

  function stop(): void {
    if (timer) clearInterval(timer);
    timer = null;
  }

  return {
    open: () => waits.size,
    begin(wait) {
      waits.add(wait);
      timer ??= setInterval(look, tickMs);
      return () => void waits.delete(wait);
    },
  };
}
