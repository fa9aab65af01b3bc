import { describeError, type Log } from '../../../core/log.js';

/** What is known of a failing store, told once of each failure. */
export interface Trouble {
  /** When it began, in milliseconds; null without. */
  readonly since: () => number | null;
  /** How long to wait before the next attempt. */
  readonly pauseMs: () => number;
  readonly met: (error: unknown) => undefined;
  readonly over: () => void;
}

const firstPauseMs = 50;
const longestPauseMs = 5_000;

export function createTrouble(log: string, report: Log, now: () => number): Trouble {
  let since: number | null = null;
  let times = 0;
  let told = '';
  return {
    since: () => since,
    pauseMs: () => (times === 0 ? 0 : Math.min(firstPauseMs * 2 ** (times - 1), longestPauseMs)),
    met(error) {
      since ??= now();
      times += 1;
      const what = describeError(error);
      if (told === JSON.stringify(what)) return;
      told = JSON.stringify(what);
      report.error({ ...what, accessLog: log }, 'the access log cannot be written');
    },
    over() {
      if (since !== null) report.info({ accessLog: log, ms: now() - since }, 'the access log is written again');
      since = null;
      times = 0;
      told = '';
    },
  };
}
