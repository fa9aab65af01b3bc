import { HubError } from './errors.js';

/** Events that wait for whoever takes them one by one. */
export interface EventQueue<T> extends AsyncIterableIterator<T> {
  push(event: T): void;
  /** What waits is still given; then nothing more, but for `fault`, where there is one. */
  end(fault?: HubError): void;
  return(): Promise<IteratorResult<T>>;
}

const done = { done: true, value: undefined } as const;

/**
 * A queue of at most `most` events; `onEnd` is called once, however it ends. A reader so slow that more would wait is told so, by an error in
 * place of the rest: to leave events out would show a false course of things.
 */
export function createEventQueue<T>(most: number, onEnd: () => void = () => undefined): EventQueue<T> {
  const waiting: T[] = [];
  const takers: ((result: IteratorResult<T> | Promise<never>) => void)[] = [];
  let fault: HubError | null = null;
  let ended = false;

  function end(because: HubError | null = null) {
    if (ended) return;
    ended = true;
    fault = because;
    for (const taker of takers.splice(0)) taker(last());
    onEnd();
  }

  function overflow() {
    waiting.length = 0;
    end(new HubError('SERVICE_UNAVAILABLE', 'Events come faster than they are taken. Subscribe again.'));
  }

  /** What there is once it has ended: its fault, told once, then nothing. */
  function last(): typeof done | Promise<never> {
    const told = fault;
    fault = null;
    return told ? Promise.reject(told) : done;
  }

  async function next(): Promise<IteratorResult<T>> {
    if (waiting.length > 0) return { done: false, value: waiting.shift()! };
    if (ended) return last();
    return new Promise((resolve) => takers.push(resolve));
  }

  return {
    push(event) {
      if (ended) return;
      const taker = takers.shift();
      if (taker) taker({ done: false, value: event });
      else if (waiting.length >= most) overflow();
      else waiting.push(event);
    },
    end: (because) => end(because),
    next,
    async return() {
      waiting.length = 0;
      end();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
