import { createEventQueue } from '../../core/event-queue.js';
import { HubError } from '../../core/errors.js';
import { hubErrorIn } from '../../core/public-error.js';
import type { Recorder } from '../access-log/recorder.js';
import type { Question } from '../answer.js';
import type { SubgraphAnswer } from '../engine/engine.js';
import type { Answer } from '../writing/written.js';
import type { Bound } from './bind.js';
import { answerEvent } from './event.js';
import type { Session } from './session.js';
import type { Listener } from './sources.js';

/** The answers to a subscription, one for each event, each made when it is asked for. Rejects once where it is ended with an error. */
export interface Answers extends AsyncIterableIterator<Answer> {
  return(): Promise<IteratorResult<Answer>>;
}

export interface LiveOptions {
  readonly bound: Bound;
  readonly question: Question;
  readonly session: Session;
  readonly record: Recorder;
  /** Events that may wait. More of them end it: to leave some out would show a false course of things. */
  readonly waitingEvents: number;
  /** Starts to tell of events; gives back what stops it. */
  readonly listen: (listener: Listener) => () => void;
  /** Is called once, however it ends. */
  readonly onEnd: () => void;
}

/** A subscription that is open. */
export interface Live {
  readonly question: Question;
  readonly answers: Answers;
  /** How events are answered, from the next one on. */
  bound: Bound;
  /** Ends it at once: the reader gets the error in place of whatever else there was. */
  readonly fail: (fault: HubError) => void;
}

const done = { done: true, value: undefined } as const;

/** Opens a subscription. Events are answered in order, one at a time. */
export function goLive({ bound, question, session, record, waitingEvents, listen, onEnd }: LiveOptions): Live {
  const ending = new AbortController();
  const { signal } = ending;
  let fault: HubError | null = null;
  let number = 0;
  let leave: (() => void) | undefined;
  const queue = createEventQueue<SubgraphAnswer>(waitingEvents, () => leave?.());

  function end(because: HubError | null = null): void {
    if (signal.aborted) return;
    fault = because;
    ending.abort();
    void queue.return();
    onEnd();
  }

  function last(): typeof done {
    const told = fault;
    end();
    fault = null;
    if (told) throw told;
    return done;
  }

  /** The next event, once the caller is known to be still signed in; null at the end, and what cannot be known is the end. */
  async function take(): Promise<SubgraphAnswer | null> {
    try {
      const taken = await queue.next();
      if (taken.done || signal.aborted) return null;
      await session.check();
      return taken.value;
    } catch (cause) {
      end(hubErrorIn(cause) ?? new HubError('INTERNAL', undefined, { cause }));
      return null;
    }
  }

  async function next(): Promise<IteratorResult<Answer>> {
    const event = signal.aborted ? null : await take();
    if (!event) return last();
    const value = await answerEvent(live.bound, { event, number: ++number, question, signal }, record);
    return signal.aborted ? last() : { done: false, value };
  }

  const answers: Answers = {
    next,
    async return() {
      end();
      return done;
    },
    [Symbol.asyncIterator]: () => answers,
  };
  const live: Live = { question, answers, bound, fail: end };
  leave = listen({ hear: (event) => queue.push(event), end: (because) => (because ? end(because) : queue.end()) });
  return live;
}
