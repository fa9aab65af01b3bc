import type { SourceConfig } from '../../core/sources.js';

/** One exchange with a source. Throws coded errors; is given up when the signal fires. */
export type Attempt<T> = (signal: AbortSignal) => Promise<T>;

/** What stands between the hub and one source: how much it is asked at once, what is asked again, and when it is let alone. */
export interface Guard {
  /** Runs an exchange. `change`: it changes something, and is never sent twice. */
  run<T>(attempt: Attempt<T>, how?: { readonly change?: boolean }): Promise<T>;
}

/** The guard of one source. */
export const createGuard = ({ timeoutMs }: SourceConfig): Guard => ({
  run: (attempt) => attempt(AbortSignal.timeout(timeoutMs)),
});
