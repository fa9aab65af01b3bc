import { Reason } from '../../../core/errors.js';
import type { Anchor } from './anchors/anchor.js';
import type { Checkpoint } from './checkpoint.js';

export interface Clock {
  /** Milliseconds, as `Date.now`. */
  now(): number;
  /** Runs something later; the answer calls it off. */
  after(ms: number, run: () => void): () => void;
}

export interface AnchorStatus {
  readonly name: string;
  /** The newest checkpoint it took, and when. */
  readonly last: { readonly size: number; readonly at: number } | null;
  /** The last attempt went wrong. */
  readonly failing: boolean;
  /** Age of the oldest checkpoint that this anchor does not cover; null when it covers all. */
  readonly since: number | null;
}

interface Listener {
  failed(error: unknown, status: AnchorStatus): void;
  recovered(status: AnchorStatus): void;
  succeeded(): void;
}

export interface Publisher {
  publish(checkpoint: Checkpoint): void;
  status(): AnchorStatus;
  close(): Promise<void>;
}

interface Waiting {
  readonly checkpoint: Checkpoint;
  readonly since: number;
}

const firstRetryMs = 1_000;
const longestRetryMs = 60_000;

/** Gives one anchor the newest checkpoint, one attempt at a time, and again after a failure: soon, then less and less often. */
export function keepPublishing(
  anchor: Anchor,
  { clock, attemptMs, carried }: { readonly clock: Clock; readonly attemptMs: number; readonly carried: number | null },
  listener: Listener,
): Publisher {
  const backlog = createBacklog(anchor.name, clock, carried);
  let running: Promise<void> | null = null;
  let callOffRetry: (() => void) | null = null;
  let closing = false;

  function wake() {
    callOffRetry?.();
    callOffRetry = null;
    running ??= turn().finally(() => {
      running = null;
      if (!backlog.newest() || closing) return;
      const { failures } = backlog;
      if (failures() === 0) wake();
      else callOffRetry = clock.after(Math.min(firstRetryMs * 2 ** (failures() - 1), longestRetryMs), wake);
    });
  }

  async function turn() {
    const checkpoint = backlog.take();
    if (!checkpoint) return;
    try {
      await withTimeLimit(anchor, checkpoint, clock, attemptMs);
    } catch (error) {
      backlog.putBack();
      return listener.failed(error, backlog.status());
    }
    const recovers = backlog.failures() > 0;
    backlog.settle();
    if (recovers) listener.recovered(backlog.status());
    listener.succeeded();
  }

  return {
    publish(checkpoint) {
      backlog.add(checkpoint);
      // While an anchor is down, its next attempt is not sooner because there is more to say.
      if (!callOffRetry) wake();
    },
    status: backlog.status,
    async close() {
      closing = true;
      callOffRetry?.();
      const tried = backlog.underWay();
      await running;
      if (backlog.newest() !== tried) await turn();
    },
  };
}

/** What one anchor does not hold yet: of all of it only the newest checkpoint, which covers the others, and how old the oldest is. */
function createBacklog(name: string, clock: Clock, carried: number | null) {
  let last: AnchorStatus['last'] = null;
  let underWay: Waiting | null = null;
  let waiting: Waiting | null = null;
  // What an earlier process could not anchor: the next success covers it.
  let debt = carried;
  let failures = carried === null ? 0 : 1;
  return {
    add(checkpoint: Checkpoint) {
      waiting = { checkpoint, since: waiting?.since ?? clock.now() };
    },
    newest: () => waiting?.checkpoint ?? null,
    underWay: () => underWay?.checkpoint ?? null,
    failures: () => failures,
    take(): Checkpoint | null {
      [underWay, waiting] = [waiting, null];
      return underWay?.checkpoint ?? null;
    },
    putBack() {
      // A newer one covers this one, too, and is then as late as this one.
      if (underWay) waiting = { checkpoint: (waiting ?? underWay).checkpoint, since: underWay.since };
      underWay = null;
      failures += 1;
    },
    settle() {
      if (underWay) last = { size: underWay.checkpoint.size, at: clock.now() };
      [underWay, debt, failures] = [null, null, 0];
    },
    status: (): AnchorStatus => ({ name, last, failing: failures > 0, since: debt ?? underWay?.since ?? waiting?.since ?? null }),
  };
}

/** Also ends the attempt at an anchor that does not heed the signal. */
async function withTimeLimit(anchor: Anchor, checkpoint: Checkpoint, clock: Clock, ms: number): Promise<void> {
  const limit = new AbortController();
  const late = new Promise<never>((_, reject) => {
    limit.signal.addEventListener('abort', () => reject(new Reason(`no answer within ${ms} ms`)));
  });
  const callOff = clock.after(ms, () => limit.abort());
  try {
    await Promise.race([anchor.publish(checkpoint, limit.signal), late]);
  } finally {
    callOff();
  }
}
