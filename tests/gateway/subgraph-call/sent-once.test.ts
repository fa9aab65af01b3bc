import { expect, test } from '@jest/globals';
import { Dispatcher } from 'undici';
import { post } from '../../../gateway/subgraph-call/post.js';
import { createWatch } from '../../../gateway/subgraph-call/watch.js';

/** undici may begin a request again whose connection was lost behind another's fault. It is not made to here: it decides that by itself. */
class BeginningAgain extends Dispatcher {
  begun = 0;
  override dispatch(_options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const controller = { abort: () => undefined } as unknown as Dispatcher.DispatchController;
    try {
      for (;;) {
        handler.onRequestStart!(controller, {});
        this.begun++;
      }
    } catch (error) {
      handler.onResponseError!(controller, error as Error);
    }
    return true;
  }
}

test('a request that was begun is not sent again on another connection', async () => {
  const dispatcher = new BeginningAgain();
  const limits = { maxBytes: 1_000, until: Infinity, signal: new AbortController().signal, watch: createWatch() };
  const answer = await post(dispatcher, { path: '/', headers: {}, body: '{}', idempotent: true }, limits);
  expect(answer).toBe('SOURCE_UNAVAILABLE');
  expect(dispatcher.begun).toBe(1);
});
