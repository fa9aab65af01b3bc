import { describeError, type Log } from '../../core/log.js';
import { hashOf } from './evidence/chain.js';
import { readPlace } from './evidence/place.js';
import type { AccessLogReader } from './store/store.js';

export interface SelfCheck {
  /** Reads what is new, and compares it with itself. */
  run(): Promise<void>;
  /** Number of the last entry that was read back and follows from the one before; null before the first. */
  verifiedUpTo(): number | null;
  stop(): void;
}

/**
 * Reads the hub's own log back while it runs: whether each entry still hashes to what it says, and follows from the one before. It finds
 * what happened to the store by accident; what somebody does on purpose, only who keeps checkpoints elsewhere can.
 */
export function createSelfCheck(store: Pick<AccessLogReader, 'entries'>, log: string, report: Log, everyMs = 60_000): SelfCheck {
  let at: { readonly seq: number; readonly hash: string } | null = null;
  let running: Promise<void> | null = null;

  async function read(): Promise<void> {
    const from = at === null ? undefined : at.seq + 1;
    for await (const { seq, text, hash } of store.entries(log, { from })) {
      const place = readPlace(text);
      const follows = at === null || (seq === at.seq + 1 && place?.prev === at.hash);
      if (!follows || place?.seq !== seq || hashOf(text) !== hash) {
        report.error({ accessLog: log, seq }, 'an entry of the access log does not follow from the one before');
        return;
      }
      at = { seq, hash };
    }
  }
  const run = () =>
    (running ??= read()
      .catch((error: unknown) =>
        report.warn({ accessLog: log, ...describeError(error) }, 'the access log could not be read back'),
      )
      .finally(() => void (running = null)));
  const timer = setInterval(() => void run(), everyMs).unref();
  return { run, verifiedUpTo: () => at?.seq ?? null, stop: () => clearInterval(timer) };
}
