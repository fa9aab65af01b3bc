import { setTimeout } from 'node:timers/promises';
import { print } from 'graphql-sse';
import type { Answers } from './subscribe.js';

// The wire is graphql-sse's, in distinct connections mode. Its handler is not used: it takes events from their source as fast as they come
// and keeps those that the reader has not taken yet, however many; and it knows one context for all events of a subscription.

/** A line that readers pass over: shows that the stream is open, and to whoever stands between that it is still in use. */
const comment = ':\n\n';

/** `answers` as the text of an event stream, each taken when the reader has room for it. */
export async function* eventStream(answers: Answers, heartbeatMs: number): AsyncGenerator<string, void> {
  try {
    yield comment;
    for (let next = answers.next(); ;) {
      const answer = await withinBeat(next, heartbeatMs);
      if (answer === null) {
        yield comment;
        continue;
      }
      if (answer.done) break;
      yield print({ event: 'next', data: answer.value as never });
      next = answers.next();
    }
    yield print({ event: 'complete', data: null });
  } finally {
    await answers.return?.();
  }
}

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
