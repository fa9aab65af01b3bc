import { errors } from 'undici';
import { Reason } from '../../core/errors.js';
import { TooLarge } from '../../core/read-text.js';
import type { CallContext, SubgraphAnswer, SubgraphRequest, SubgraphSubscribe } from '../engine/engine.js';
import { answerIn } from './answer.js';
import { NotText, readEvents } from './read-events.js';
import { headersOf } from './headers.js';
import { openPool, targetOf } from './pool.js';
import { noAnswer, ownWords, type Fault } from './trusted.js';

export interface EventCallOptions {
  /** How long the subgraph may take to open the stream. */
  readonly timeoutMs: number;
  /** How long an open stream may be silent: subgraphs send a comment at least every 12 s. */
  readonly silenceMs?: number;
  /** Bytes of one event. */
  readonly maxBytes: number;
  /** Shared with the subgraphs of ours; null for a stranger's subgraph. */
  readonly secret: string | null;
}

export interface EventCalls {
  readonly subscribe: SubgraphSubscribe;
  /** Ends the connections to the subgraph, and what still comes over them. */
  readonly close: () => Promise<void>;
}

/** Streams from one subgraph at once, where each takes a connection: as many as a process may have open. */
const maxStreams = 1_000;

/**
 * Subscribes to a subgraph of another process by POST and an event stream, as graphql-sse has it in distinct connections mode. Its client
 * is not used: it keeps whatever an event holds, however long, and knows no silence.
 */
export function subscribeOverHttp(name: string, url: string, options: EventCallOptions): EventCalls {
  const { timeoutMs, silenceMs = 60_000, maxBytes, secret } = options;
  const target = targetOf(url);
  // Not the pool that questions share: a stream keeps its connection for as long as it lasts.
  const pool = openPool(target, timeoutMs, maxStreams);

  async function* open(request: SubgraphRequest, context: CallContext): AsyncGenerator<SubgraphAnswer, void> {
    const { path } = target;
    const body = JSON.stringify(request);
    const headers = headersOf({ path, body, accept: 'text/event-stream', timeoutMs: null, secret }, context);
    const asked = { method: 'POST', path, headers, body, signal: context.signal, idempotent: true } as const;
    const {
      statusCode,
      headers: head,
      body: stream,
    } = await pool.request({
      ...asked,
      headersTimeout: timeoutMs,
      bodyTimeout: silenceMs,
    });
    if (statusCode !== 200 || !/^text\/event-stream\b/i.test(String(head['content-type']))) {
      await stream.dump({ limit: 64 * 1024 }).catch(() => undefined);
      throw new Reason('the subgraph opened no stream');
    }
    for await (const { event, data } of readEvents(stream, maxBytes)) {
      if (event === 'complete') return;
      const answer = event === 'next' ? answerIn(JSON.parse(data), secret !== null) : undefined;
      if (answer === null) throw new SyntaxError('not an answer');
      if (answer) yield ownWords(answer, name, secret !== null);
    }
    throw new Reason('the stream broke off');
  }

  const subscribe: SubgraphSubscribe = async function* answers(request, context) {
    try {
      yield* open(request, context);
    } catch (error) {
      if (!context.signal.aborted) yield noAnswer(name, faultIn(error));
    }
  };
  return { subscribe, close: () => pool.destroy() };
}

function faultIn(error: unknown): Fault {
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) return 'SOURCE_TIMEOUT';
  return [SyntaxError, NotText, TooLarge].some((kind) => error instanceof kind) ? 'SOURCE_BAD_DATA' : 'SOURCE_UNAVAILABLE';
}
