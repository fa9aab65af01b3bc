import { describeError, type Log } from '../../core/log.js';
import type { AccessStore } from './store/store.js';

const day = 24 * 60 * 60 * 1_000;

/** Once a day lets the months leave that are older than the retention, sealed and signed for. Returns what stops it. */
export function keepRetention(
  store: Pick<AccessStore, 'prune'>,
  keepMonths: number,
  report: Log,
): { run(): Promise<void>; stop(): void } {
  async function run(): Promise<void> {
    try {
      const { dropped } = await store.prune({ now: new Date(), keepMonths });
      if (dropped.length > 0) report.info({ months: dropped }, 'months of the access log have left by retention');
    } catch (error) {
      report.warn(describeError(error), 'the access log could not be looked through for months to leave');
    }
  }
  const timer = setInterval(() => void run(), day).unref();
  return { run, stop: () => clearInterval(timer) };
}
