import { Reason } from '../../core/errors.js';
import { silentLog, type Log } from '../../core/log.js';
import type { Checkpoint } from './evidence/checkpoint.js';
import type { AccessRecord } from './record.js';
import type { AccessStore } from './store/store.js';
import { createAppender, type Appender } from './writer/appender.js';
import { createQueue, sayOtherwise, type Pending } from './writer/pending.js';
import { prepare, type Prepared } from './writer/prepared.js';
import { createSealer, type Sealer } from './writer/sealer.js';

export interface AccessLogWriter {
  /** Opens the log. Rejects where the store is not there now; the writer goes on trying by itself. */
  start(): Promise<void>;
  /**
   * Resolves once the record is durable. Rejects with NotRecorded where that takes too long, or there is no room: the log then says
   * `otherwise`, in place of the record if it was not sent yet, else after it.
   */
  commit(record: AccessRecord, options?: { readonly otherwise?: AccessRecord }): Promise<void>;
  /** Keeps the record until the store is there again; false where there is no room left. */
  enqueue(record: AccessRecord): boolean;
  /** Whether records can be made durable now. */
  healthy(): boolean;
  /** Records that are not known to be durable. */
  waiting(): number;
  /** Signs for what is in the log so far. */
  seal(): Promise<void>;
  /** Writes what is queued, signs for it, gives the log free. The store stays open. */
  close(): Promise<void>;
}

export interface WriterOptions {
  readonly store: AccessStore;
  /** Name of the log: one for each hub that writes. */
  readonly log: string;
  /** Signs checkpoints; without it none are made. */
  readonly sign?: ((of: Omit<Checkpoint, 'note'>) => Checkpoint) | undefined;
  /** Sends a checkpoint to other places. Must not throw. */
  readonly publish?: ((checkpoint: Checkpoint) => void) | undefined;
  /** The domains of the coordinates in an answer. */
  readonly domainsOf?: ((fields: readonly string[]) => readonly string[]) | undefined;
  readonly report?: Log;
  readonly queueLimit?: number;
  readonly queueBytes?: number;
  readonly commitTimeoutMs?: number;
  readonly checkpointMs?: number;
  readonly closeTimeoutMs?: number;
  readonly now?: () => number;
}

/** Why a record is not known to be in the log. */
export class NotRecorded extends Reason {}

const defaults = {
  report: silentLog,
  queueLimit: 4_096,
  queueBytes: 64 * 1024 * 1024,
  commitTimeoutMs: 2_000,
  checkpointMs: 60_000,
  closeTimeoutMs: 10_000,
  now: Date.now,
};
type Settled = WriterOptions & typeof defaults;

/** The one writer of a log. What it acknowledged is in the log once, and in the order in which it was taken. */
export function createAccessLogWriter(options: WriterOptions): AccessLogWriter {
  const settled: Settled = { ...defaults, ...options };
  const { store, log, report, closeTimeoutMs, sign } = settled;
  const queue = createQueue({ records: settled.queueLimit, bytes: settled.queueBytes });
  const appender = createAppender({ ...settled, queue });
  const sealer = sign && createSealer({ ...settled, sign });
  const timers = watch(appender, sealer, settled);
  let closed: Promise<void> | undefined;

  function take(says: Prepared, rest: Partial<Pending> = {}): Pending | null {
    if (closed) return null;
    const weight = says.weight + (rest.otherwise ? lightRecord : 0);
    const item = { says, otherwise: null, late: false, sent: false, weight, arrived: ignore, refused: ignore, ...rest };
    if (!queue.add(item)) return null;
    appender.wake();
    return item;
  }
  const prepared = (record: AccessRecord) => prepare(record, settled.domainsOf?.(record.fields) ?? []);

  async function end(): Promise<void> {
    clearInterval(timers.look);
    await appender.end(closeTimeoutMs);
    clearInterval(timers.seal);
    const head = appender.head();
    if (head) await sealer?.seal(head);
    if (queue.count() > 0) report.error({ accessLog: log, records: queue.count() }, 'records were lost at the end of the hub');
    await store.release(log).catch(ignore);
  }

  return {
    start: () => appender.look(),
    commit: async (record, { otherwise } = {}) =>
      commit({ says: prepared(record), otherwise: otherwise ? () => prepared(otherwise) : null }, take, appender, settled),
    enqueue: (record) => take(prepared(record)) !== null,
    healthy: () => !closed && !queue.isFull() && !appender.isFailing() && !isSlow(appender, settled),
    waiting: () => queue.count(),
    async seal() {
      const head = appender.head();
      if (head) await sealer?.seal(head);
    },
    close: () => (closed ??= end()),
  };
}

const ignore = () => {};
/** What a record that tells of nobody takes of memory, in bytes, about. */
const lightRecord = 4_000;

/** Whether a record that is taken now would wait for longer than it may. */
const isSlow = (appender: Appender, { now, commitTimeoutMs }: Settled): boolean => {
  const since = appender.waitingSince();
  return since !== null && now() - since >= commitTimeoutMs;
};

function commit(
  { says, otherwise }: Pick<Pending, 'says' | 'otherwise'>,
  take: (says: Prepared, rest?: Partial<Pending>) => Pending | null,
  appender: Appender,
  settings: Settled,
): Promise<void> {
  if (isSlow(appender, settings)) {
    take(otherwise?.() ?? says);
    return Promise.reject(new NotRecorded('The access log does not answer.'));
  }
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      reject(new NotRecorded('The access log did not answer in time.'));
      if (item) sayOtherwise(item);
    };
    const timer = setTimeout(giveUp, settings.commitTimeoutMs);
    const settle = (end: () => void) => {
      clearTimeout(timer);
      end();
    };
    const item = take(says, { otherwise, arrived: () => settle(resolve), refused: (error) => settle(() => reject(error)) });
    if (!item) settle(() => reject(new NotRecorded('There is no room for another record.')));
  });
}

const idleMs = 10_000;
const failingMs = 1_000;

/** Asks after the store when nothing else does, so that whoever asks whether the hub is ready is told how it is now. */
function watch(appender: Appender, sealer: Sealer | undefined, { checkpointMs }: Settled) {
  let asked = performance.now();
  const look = setInterval(() => {
    if (performance.now() - asked < (appender.isFailing() ? failingMs : idleMs)) return;
    asked = performance.now();
    appender.look().catch(ignore);
  }, failingMs);
  const seal = setInterval(() => {
    const head = appender.head();
    if (head) void sealer?.seal(head);
  }, checkpointMs);
  look.unref();
  seal.unref();
  return { look, seal };
}
