import { HubError, Reason } from '../../../../core/errors.js';
import { badRequest, refusedWith } from '../../../refused-request.js';
import { watchDeadline } from './deadline.js';
import type { Work } from './messages.js';
import { TooCostly, type StartThread, type Thread } from './thread.js';

export interface PoolLimits {
  /** Milliseconds one plan may take. */
  readonly deadlineMs: number;
  /** The same, of an operation that the hub itself wants to know the plan of. */
  readonly backgroundDeadlineMs: number;
  /** Operations that may wait for a thread; more are refused. */
  readonly maxWaiting: number;
}

export interface Pool {
  /** The plan as JSON; `background`: after all others. Rejects with BAD_REQUEST for what takes too long, SERVICE_UNAVAILABLE where too many wait. */
  plan(work: Work, background: boolean): Promise<string>;
  stop(): Promise<void>;
}

interface Job {
  readonly work: Work;
  readonly background: boolean;
  readonly resolve: (plan: string) => void;
  readonly reject: (error: unknown) => void;
}

/** After so long of one plan a second thread is started, for the others; it ends when it had nothing to do for so long. */
const patienceMs = 50;
const idleMs = 60_000;
const maxThreads = 2;

const tooCostly = () => badRequest('The operation takes too long to plan: ask for less of it at once.');
const tooBusy = () => refusedWith(503, new HubError('SERVICE_UNAVAILABLE'));
const stopped = () =>
  refusedWith(503, new HubError('SERVICE_UNAVAILABLE', undefined, { cause: new Reason('The planner is stopped.') }));

/** Plans in threads, of which `first` runs already. One that takes too long over a plan is ended; what waits is planned by another. */
export function createPool(first: Thread, start: StartThread, limits: PoolLimits): Pool {
  return new ThreadPool(first, start, limits);
}

class ThreadPool implements Pool {
  readonly #idle = new Set<Thread>();
  readonly #busy = new Set<Thread>();
  readonly #waiting: Job[] = [];
  readonly #waitingBehind: Job[] = [];
  readonly #start: StartThread;
  readonly #limits: PoolLimits;
  #starting = 0;
  #leaving: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(first: Thread, start: StartThread, limits: PoolLimits) {
    this.#idle.add(first);
    this.#start = start;
    this.#limits = limits;
  }

  plan(work: Work, background: boolean): Promise<string> {
    const queue = background ? this.#waitingBehind : this.#waiting;
    return new Promise((resolve, reject) => {
      if (this.#stopped) return reject(stopped());
      if (queue.length >= this.#limits.maxWaiting) return reject(tooBusy());
      queue.push({ work, background, resolve, reject });
      this.#hand();
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#leaving);
    this.#refuse(stopped());
    await Promise.all([...this.#idle, ...this.#busy].map((thread) => thread.end()));
  }

  #refuse(error: unknown): void {
    for (const { reject } of [...this.#waiting.splice(0), ...this.#waitingBehind.splice(0)]) reject(error);
  }

  /** Work to those who have none. */
  #hand(): void {
    for (const thread of this.#idle) {
      if (thread.ended()) this.#idle.delete(thread);
      else {
        const job = this.#waiting.shift() ?? this.#waitingBehind.shift();
        if (!job) return;
        this.#idle.delete(thread);
        this.#busy.add(thread);
        void this.#run(thread, job);
      }
    }
    if (this.#waiting.length + this.#waitingBehind.length > 0 && this.#busy.size === 0) this.#startAnother();
  }

  async #run(thread: Thread, { work, background, resolve, reject }: Job): Promise<void> {
    let late = false;
    const { deadlineMs, backgroundDeadlineMs } = this.#limits;
    const deadline = watchDeadline(background ? backgroundDeadlineMs : deadlineMs, thread.described.task, () => {
      late = true;
      void thread.end();
    });
    const patience = setTimeout(() => this.#startAnother(), patienceMs);
    try {
      resolve(await thread.plan(work));
    } catch (error) {
      // Ended, but not by us: the operation took its memory.
      if (this.#stopped) reject(stopped());
      else reject(late || thread.ended() || error instanceof TooCostly ? tooCostly() : error);
    } finally {
      clearTimeout(patience);
      deadline.clear();
      this.#busy.delete(thread);
      if (!thread.ended()) this.#rest(thread);
      else if (this.#busy.size + this.#idle.size === 0) this.#startAnother();
      this.#hand();
    }
  }

  /** When there was nothing to do for a while, one of several leaves. */
  #rest(thread: Thread): void {
    this.#idle.add(thread);
    clearTimeout(this.#leaving);
    if (this.#idle.size < maxThreads) return;
    this.#leaving = setTimeout(() => {
      if (this.#idle.size < maxThreads || !this.#idle.delete(thread)) return;
      void thread.end();
    }, idleMs);
    this.#leaving.unref();
  }

  #startAnother(): void {
    if (this.#stopped || this.#idle.size + this.#busy.size + this.#starting >= maxThreads) return;
    this.#starting++;
    this.#start()
      .then(
        (thread) => {
          if (this.#stopped) void thread.end();
          else this.#rest(thread);
        },
        () => this.#idle.size + this.#busy.size === 0 && this.#refuse(tooBusy()),
      )
      .finally(() => {
        this.#starting--;
        this.#hand();
      });
  }
}
