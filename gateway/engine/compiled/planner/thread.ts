import { Worker } from 'node:worker_threads';
import { Reason } from '../../../../core/errors.js';
import type { Described, FromThread, ThreadData, Work } from './messages.js';

/** One planner in a thread of its own; asked for one plan at a time. */
export interface Thread {
  readonly described: Described;
  /** The plan as JSON. Rejects where the operation cannot be planned, and where the thread ends before it is. */
  plan(work: Work): Promise<string>;
  /** Did it end, by itself or by `end`? */
  ended(): boolean;
  end(): Promise<unknown>;
}

export type StartThread = () => Promise<Thread>;

/** An operation with more ways to ask for it than the planner weighs. */
export class TooCostly extends Error {}

/** Of a small supergraph, and for each character of a large one. */
const heapMb = (sdl: string) => 128 + Math.ceil(sdl.length / 5_000);

/** Starts a thread; rejects for a supergraph that cannot be planned over. */
export async function startThread(data: ThreadData): Promise<Thread> {
  const worker = new Worker(new URL('worker.mjs', import.meta.url), {
    workerData: data,
    name: 'planner',
    execArgv: [],
    // Beyond it the thread ends, and not the process.
    resourceLimits: { maxOldGenerationSizeMb: heapMb(data.supergraphSdl), maxYoungGenerationSizeMb: 8 },
  });
  const { next, ended } = listenTo(worker);
  try {
    const ready = await next();
    if (ready.kind !== 'ready') throw faultOf(ready);
    // From now on only work keeps the process.
    worker.unref();
    return {
      described: ready,
      ended,
      end: () => worker.terminate(),
      plan: (work) => ask(worker, next, work),
    };
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}

async function ask(worker: Worker, next: () => Promise<FromThread>, work: Work): Promise<string> {
  const answer = next();
  worker.ref();
  worker.postMessage(work, []);
  try {
    const message = await answer;
    if (message.kind === 'plan') return message.plan;
    throw faultOf(message);
  } finally {
    worker.unref();
  }
}

function faultOf(message: FromThread): Error {
  if (message.kind !== 'failed') return new Reason('A planner spoke out of turn.');
  return message.tooCostly ? new TooCostly(message.message) : new Error(message.message);
}

function listenTo(worker: Worker): { readonly next: () => Promise<FromThread>; readonly ended: () => boolean } {
  let ended = false;
  let waiting: { readonly resolve: (message: FromThread) => void; readonly reject: (error: Error) => void } | undefined;
  worker.on('message', (message: FromThread) => waiting?.resolve(message));
  // What ends the thread is told by its end.
  worker.on('error', () => {});
  worker.once('exit', () => {
    ended = true;
    waiting?.reject(new Reason('A planner ended.'));
  });
  const next = () =>
    new Promise<FromThread>((resolve, reject) => {
      if (ended) reject(new Reason('A planner ended.'));
      else waiting = { resolve, reject };
    });
  return { next, ended: () => ended };
}
