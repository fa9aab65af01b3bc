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
  const timer = setTimeout(abort, Math.max(0, ms));
  other?.addEventListener('abort', abort);
  if (ms <= 0) abort();
  return {
    signal: controller.signal,
    leftMs: () => Math.max(0, at - performance.now()),
    end() {
      clearTimeout(timer);
      other?.removeEventListener('abort', abort);
    },
  };
}
