import { setTimeout as sleep } from 'node:timers/promises';
import { Reason } from '../../../core/errors.js';
import type { Log } from '../../../core/log.js';
import { codeOf } from '../store/database.js';
import type { AccessStore, Head } from '../store/store.js';
import { buildBatch, maxEntries, type Built } from './batch.js';
import type { Pending, Queue } from './pending.js';
import { createTrouble, type Trouble } from './trouble.js';

/** Brings the queue into the store, one commit after the other: each takes along what came during the one before. */
export interface Appender {
  /** Where the log stands in the store; null where that is not known. */
  head(): Head | null;
  /** Since when (milliseconds) the store fails, or owes the answer to a commit; null where it does neither. */
  waitingSince(): number | null;
  isFailing(): boolean;
  /** There is something in the queue. */
  wake(): void;
  /** Opens the log, or looks whether the store is still there. Rejects where it is not. */
  look(): Promise<void>;
  /** Ends when the queue is empty, or after `withinMs`. */
  end(withinMs: number): Promise<void>;
}

export interface AppenderOptions {
  readonly store: AccessStore;
  readonly log: string;
  readonly queue: Queue;
  readonly report: Log;
  readonly now: () => number;
}

interface State extends AppenderOptions {
  readonly trouble: Trouble;
  readonly ending: AbortController;
  head: Head | null;
  sentAt: number | null;
  working: Promise<void> | null;
  /** Records that are durable, and whose callers are not told yet. */
  readonly durable: Pending[];
  telling: NodeJS.Immediate | undefined;
  /** So many records go one by one: the store refused something of one of them. */
  suspects: number;
}

interface Sent extends Built {
  readonly after: Head;
  readonly items: readonly Pending[];
}

export function createAppender(options: AppenderOptions): Appender {
  const trouble = createTrouble(options.log, options.report, options.now);
  const state: State = {
    ...options,
    trouble,
    ending: new AbortController(),
    head: null,
    sentAt: null,
    working: null,
    durable: [],
    telling: undefined,
    suspects: 0,
  };
  const wake = () => {
    if (!isEnding(state)) state.working ??= work(state);
  };
  return {
    head: () => state.head,
    waitingSince: () => trouble.since() ?? state.sentAt,
    isFailing: () => trouble.since() !== null || state.head === null,
    wake,
    async look() {
      if (state.working || isEnding(state)) return;
      const opening = open(state);
      state.working = opening.then(trouble.over, trouble.met);
      await state.working;
      state.working = null;
      wake();
      await opening;
    },
    async end(withinMs) {
      const over = new AbortController();
      const late = sleep(withinMs, undefined, { signal: over.signal }).then(
        () => state.ending.abort(),
        () => {},
      );
      while (state.working && !isEnding(state)) await Promise.race([state.working, late]);
      over.abort();
      state.ending.abort();
    },
  };
}

const isEnding = ({ ending }: State): boolean => ending.signal.aborted;

async function work(state: State): Promise<void> {
  const { trouble } = state;
  // What is queued in the same moment goes together.
  await Promise.resolve();
  while (hasWork(state)) {
    try {
      if (state.head === null) await open(state);
      else await commit(state, state.head);
    } catch (error) {
      trouble.met(error);
      await pause(state);
    }
  }
  // In the same moment as the look at the queue: what comes next starts anew.
  state.working = null;
}

function hasWork(state: State): boolean {
  // What is told last may come back as what its caller was answered instead.
  if (state.queue.items.length === 0 || isEnding(state)) tellAll(state);
  return state.queue.items.length > 0 && !isEnding(state);
}

/** The next commit goes out first: those who are told have a lot to do, in the same thread. */
function tellSoon(state: State, items: readonly Pending[]): void {
  state.durable.push(...items);
  state.telling ??= setImmediate(() => tellAll(state));
}

function tellAll(state: State): void {
  clearImmediate(state.telling);
  state.telling = undefined;
  state.queue.settle(state.durable.splice(0));
}

async function open(state: State): Promise<void> {
  const found = await state.store.open(state.log);
  if (state.head && !stands(found, state.head.seq, state.head.hash)) throw elsewhere();
  state.head = found;
}

async function commit(state: State, after: Head): Promise<void> {
  const { store, log, queue, trouble, now } = state;
  const built = buildBatch(log, after, queue.items, state.suspects > 0 ? 1 : maxEntries);
  const sent: Sent = { ...built, after, items: queue.take(built.count) };
  state.sentAt = now();
  try {
    state.head = await store.append(log, after, built.batch);
    tellSoon(state, sent.items);
    state.suspects = Math.max(0, state.suspects - 1);
    trouble.over();
  } catch (error) {
    trouble.met(error);
    state.head = null;
    await recover(state, sent);
    if (refusesData(error)) setApart(state, sent, error as Error);
  } finally {
    state.sentAt = null;
  }
}

/** Asks the store where the log stands, until it says so: with the batch that was sent last, or without. */
async function recover(state: State, sent: Sent): Promise<void> {
  const { store, log, queue, trouble } = state;
  const last = sent.batch.entries.at(-1)!;
  while (!isEnding(state)) {
    await pause(state);
    const found = await store.open(log).catch((error: unknown) => trouble.met(error));
    if (!found) continue;
    const hasArrived = stands(found, last.seq, last.hash);
    if (!hasArrived && !stands(found, sent.after.seq, sent.after.hash)) {
      trouble.met(elsewhere());
      continue;
    }
    state.head = found;
    if (!hasArrived) return queue.putBack(sent.items);
    trouble.over();
    return tellSoon(state, sent.items);
  }
  queue.putBack(sent.items);
}

/** What holds a value the store cannot take must not keep the others out: it is found by itself, and refused to its caller. */
function setApart(state: State, sent: Sent, error: Error): void {
  if (sent.count > 1) state.suspects = sent.count;
  else if (state.queue.items[0] === sent.items[0]) state.queue.dropFirst(error);
}

/** SQLSTATE classes 22 and 23: data exception, integrity constraint violation. */
const refusesData = (error: unknown): boolean => /^2[23]/.test(codeOf(error) ?? '');

const pause = ({ trouble, ending }: State): Promise<void> =>
  sleep(trouble.pauseMs(), undefined, { signal: ending.signal }).catch(() => {});

const stands = (head: Head, seq: number, hash: string): boolean => head.seq === seq && head.hash === hash;

const elsewhere = () =>
  new Reason('The log does not stand where this hub left it: another wrote in it, or an old copy was put back.');
