import { setTimeout } from 'node:timers/promises';

/** A line that readers pass over: shows that the stream is open, and to whoever stands between that it is still in use. */
const comment = ':\n\n';

/** Answers, one after the other, until they end or nobody wants them any more. */
interface Answers<T> {
  next(): Promise<IteratorResult<T, unknown>>;
  return?(value?: undefined): Promise<unknown>;
}

export interface EventStreamOptions<T> {
  /** JSON, which has no line breaks: one line of data holds all of it. */
  readonly textOf: (answer: T) => string;
  /** What a last event says of a fault that ends the answers. Undefined: the fault ends the stream, too. */
  readonly textOfFault?: (error: unknown) => string;
  /** How long the stream may be silent before a comment shows that it is open. */
  readonly heartbeatMs: number;
}

/**
 * The answers to a subscription as the text of an event stream, as graphql-sse has it in distinct connections mode: each is taken when the
 * reader has room for it. Its own handler is not used: it takes answers as fast as they come, and keeps those that the reader has not
 * taken yet, however many; and it knows one context for all of them.
 */
export async function* eventStream<T>(
  answers: Answers<T>,
  { textOf, textOfFault, heartbeatMs }: EventStreamOptions<T>,
): AsyncGenerator<string, void> {
  try {
    yield comment;
    for (let next = answers.next(); ;) {
      const answer = await withinBeat(next, heartbeatMs);
      if (answer === null) yield comment;
      else if (answer.done) break;
      else {
        yield nextEvent(textOf(answer.value));
        next = answers.next();
      }
    }
  } catch (error) {
    if (!textOfFault) throw error;
    yield nextEvent(textOfFault(error));
  } finally {
    await answers.return?.();
  }
  yield lastEvent;
}

/** One answer as a whole event stream. */
export const oneEvent = (text: string): string => comment + nextEvent(text) + lastEvent;

const nextEvent = (text: string) => `event: next\ndata: ${text}\n\n`;
const lastEvent = 'event: complete\ndata:\n\n';

/** What `next` comes to, or null where that takes longer. */
async function withinBeat<T>(next: Promise<T>, heartbeatMs: number): Promise<T | null> {
  const answered = new AbortController();
  const silence = setTimeout(heartbeatMs, null, { signal: answered.signal, ref: false }).catch(() => null);
  try {
    return await Promise.race([next, silence]);
  } finally {
    answered.abort();
  }
}
