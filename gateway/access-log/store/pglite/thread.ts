import { Worker } from 'node:worker_threads';
import { StoreFailure, failureOf, type Row } from '../database.js';
import type { FromThread, ThreadData, ToThread, Work } from './messages.js';

export type Priority = 'write' | 'read';

/** The database's thread, started when there is work and again after it ended. */
export interface Thread {
  run(work: Work, priority: Priority): Promise<readonly Row[]>;
  /** Counts the starts: what was held in one run of the thread is lost in the next. */
  generation(): number;
  close(): Promise<void>;
}

interface Waiting {
  readonly work: Work;
  readonly resolve: (rows: readonly Row[]) => void;
  readonly reject: (error: StoreFailure) => void;
}

const closeWithinMs = 15_000;

/** `prepare` runs before each start, and may refuse it. */
export function createThread(data: ThreadData, prepare: () => Promise<void>): Thread {
  const waiting: Readonly<Record<Priority, Waiting[]>> = { write: [], read: [] };
  let running: RunningThread | undefined;
  let generation = 0;
  let working: Promise<void> | undefined;
  let closed = false;

  async function started(): Promise<RunningThread> {
    if (running?.ended() === false) return running;
    // Never two in one folder: the old one has ended for certain.
    await running?.gone;
    running = undefined;
    await prepare();
    generation++;
    running = await startThread(data);
    return running;
  }

  /** A question waits for a record, a record for no more than one question. */
  async function work(): Promise<void> {
    for (;;) {
      const next = waiting.write.shift() ?? waiting.read.shift();
      if (!next) {
        // At once, so that what comes next starts anew.
        working = undefined;
        return;
      }
      try {
        const thread = await started();
        await thread.ask(next.work).then(next.resolve, next.reject);
      } catch (error) {
        // No start, and so none for those who wait either.
        for (const each of [next, ...waiting.write.splice(0), ...waiting.read.splice(0)]) each.reject(failureOf(error));
      }
    }
  }

  return {
    run: (piece, priority) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new StoreFailure('The store is closed.'));
        waiting[priority].push({ work: piece, resolve, reject });
        working ??= work();
      }),
    generation: () => generation,
    async close() {
      closed = true;
      for (const each of [...waiting.write.splice(0), ...waiting.read.splice(0)])
        each.reject(new StoreFailure('The store is closed.'));
      await working;
      await running?.close();
    },
  };
}

interface RunningThread {
  ended(): boolean;
  readonly gone: Promise<void>;
  ask(work: Work): Promise<readonly Row[]>;
  close(): Promise<void>;
}

async function startThread(data: ThreadData): Promise<RunningThread> {
  const worker = new Worker(new URL('boot.mjs', import.meta.url), {
    workerData: data,
    name: 'access log',
    stdout: true,
    stderr: true,
    execArgv: [],
  });
  // The database's own words may quote what is in it: they are read, so that nothing waits for them, and go nowhere.
  worker.stdout.resume();
  worker.stderr.resume();
  const thread = talkTo(worker);
  try {
    await thread.ready;
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return thread;
}

function talkTo(worker: Worker): RunningThread & { readonly ready: Promise<unknown> } {
  let ended = false;
  let answer: ((message: FromThread) => void) | undefined;
  const gone = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      ended = true;
      answer?.({ kind: 'failed', message: 'The store ended.', code: undefined });
      resolve();
    });
  });
  // What ends the thread is told by its end.
  worker.on('error', () => {});
  worker.on('message', (message: FromThread) => answer?.(message));
  const next = () =>
    new Promise<readonly Row[]>((resolve, reject) => {
      if (ended) return reject(new StoreFailure('The store ended.'));
      answer = (message) => {
        answer = undefined;
        if (message.kind === 'failed') reject(failureOf(Object.assign(new Error(message.message), { code: message.code })));
        else resolve(message.kind === 'rows' ? message.rows : []);
      };
    });
  const send = (message: ToThread) => worker.postMessage(message, []);
  return {
    ready: next(),
    ended: () => ended,
    gone,
    ask(work) {
      const rows = next();
      send(work);
      return rows;
    },
    async close() {
      send({ kind: 'close' });
      const late = setTimeout(() => void worker.terminate(), closeWithinMs);
      await gone;
      clearTimeout(late);
    },
  };
}
