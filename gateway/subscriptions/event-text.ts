import { setTimeout } from 'node:timers/promises';
import type { Answers } from './live.js';
import { asGraphQLError } from './event.js';
import type { Answer } from '../writing/written.js';

/** A line that readers pass over: shows that the stream is open, and to whoever stands between that it is still in use. */
const comment = ':\n\n';
const beat: unique symbol = Symbol('beat');

/**
 * The answers to a subscription as the text of an event stream, as graphql-sse has it in distinct connections mode: each made when the
 * reader has room for it. What ends it early is told in a last event.
 */
export async function* eventText(
  answers: Answers,
  textOf: (answer: Answer) => string,
  beatMs: number,
): AsyncGenerator<string, void> {
  try {
    yield comment;
    for (let next = answers.next(); ;) {
      const answer = await withinBeat(next, beatMs);
      if (answer === beat) yield comment;
      else if (answer.done) break;
      else {
        yield nextEvent(textOf(answer.value));
        next = answers.next();
      }
    }
  } catch (error) {
    yield nextEvent(textOf({ errors: [asGraphQLError(error)] }));
  } finally {
    await answers.return();
  }
  yield lastEvent;
}

/** One refusal as a whole event stream. */
export const refusalText = (text: string): string => comment + nextEvent(text) + lastEvent;

// JSON has no line breaks, so that one line of data holds all of it.
const nextEvent = (text: string) => `event: next\ndata: ${text}\n\n`;
const lastEvent = 'event: complete\ndata:\n\n';

async function withinBeat<T>(next: Promise<T>, beatMs: number): Promise<T | typeof beat> {
  const answered = new AbortController();
  const silence: Promise<typeof beat> = setTimeout(beatMs, beat, { signal: answered.signal, ref: false }).catch(() => beat);
  try {
    return await Promise.race([next, silence]);
  } finally {
    answered.abort();
  }
}
