import type { BreakerState } from './breaker.js';

/** How a source does, as this process has seen it. Of nobody's questions in particular. */
export interface SourceHealth {
  /** `OPEN`: it is let alone, but for a probe now and then. */
  readonly state: BreakerState;
  /** When that began; times are milliseconds since the epoch. */
  readonly since: number;
  /** Requests sent, those sent again and probes among them. */
  readonly requests: number;
  readonly failures: number;
  /** What was not sent, because the source was let alone or had enough to do. */
  readonly rejected: number;
  readonly retries: number;
  /** Of the last 100 requests: 0 to 1; null before the first. */
  readonly errorRate: number | null;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly lastSuccessAt: number | null;
  readonly lastFailureAt: number | null;
  readonly lastFailureCode: string | null;
  /** When it last answered that it does not let the hub in: no failure of the source's, and no success. */
  readonly lastRefusalAt: number | null;
  readonly waiting: number;
  readonly active: number;
}

type Seen = Omit<SourceHealth, 'state' | 'since' | 'waiting' | 'active'>;

/** Counts what comes of the requests to one source. */
export interface Tally {
  /** `code`: how it failed; null for an answer. `refused`: the answer was that the hub is not let in. */
  ended(code: string | null, ms: number, refused?: boolean): void;
  rejected(): void;
  retried(): void;
  seen(): Seen;
}

const lookedAt = 100;

export function createTally(): Tally {
  const last: { readonly failed: boolean; readonly ms: number }[] = [];
  let [requests, failures, rejected, retries] = [0, 0, 0, 0];
  let lastSuccessAt: number | null = null;
  let lastRefusalAt: number | null = null;
  let failure: { readonly at: number; readonly code: string } | null = null;

  return {
    ended(code, ms, refused = false) {
      last[requests++ % lookedAt] = { failed: code !== null, ms };
      if (refused) lastRefusalAt = Date.now();
      else if (code === null) lastSuccessAt = Date.now();
      else [failures, failure] = [failures + 1, { at: Date.now(), code }];
    },
    rejected: () => void rejected++,
    retried: () => void retries++,
    seen() {
      const sorted = last.map(({ ms }) => ms).toSorted((one, other) => one - other);
      const quantile = (part: number) => (sorted.length > 0 ? Math.round(sorted[Math.ceil(sorted.length * part) - 1]!) : null);
      return {
        requests,
        failures,
        rejected,
        retries,
        errorRate: last.length > 0 ? last.filter(({ failed }) => failed).length / last.length : null,
        p50Ms: quantile(0.5),
        p95Ms: quantile(0.95),
        lastSuccessAt,
        lastFailureAt: failure?.at ?? null,
        lastFailureCode: failure?.code ?? null,
        lastRefusalAt,
      };
    },
  };
}
