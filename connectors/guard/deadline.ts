/** Until when an exchange may last, with all that comes before and between its tries. */
export interface Deadline {
  /** Fires when it has passed. */
  readonly signal: AbortSignal;
  leftMs(): number;
  /** Nothing waits any longer. */
  end(): void;
}

/** In `ms`, or when `other` fires. */
export function deadlineIn(ms: number, other?: AbortSignal): Deadline {
  const controller = new AbortController();
  const at = performance.now() + ms;
  const abort = () => controller.abort();
  const leftMs = () => Math.max(0, at - performance.now());
  let timer: NodeJS.Timeout | undefined;
  let turn: NodeJS.Immediate | undefined;
  // What came while the process was busy is read first, and a timer set late in a long turn of the loop fires early.
  function arm(): void {
    timer = setTimeout(() => {
      turn = setImmediate(() => (leftMs() > 0 ? arm() : abort()));
    }, Math.ceil(leftMs()));
  }
  arm();
  other?.addEventListener('abort', abort);
  if (ms <= 0) abort();
  return {
    signal: controller.signal,
    leftMs,
    end() {
      clearTimeout(timer);
      clearImmediate(turn);
      other?.removeEventListener('abort', abort);
    },
  };
}
