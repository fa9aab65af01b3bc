import type { CallContext, SubgraphAnswer, SubgraphCall, SubgraphRequest } from '../engine/engine.js';
import { answerIn } from './answer.js';
import { headersOf } from './headers.js';
import { openPool, targetOf } from './pool.js';
import { post } from './post.js';
import { textOf, type Reply } from './reply.js';
import { subscribeOverHttp } from './sse.js';
import { noAnswer, ownWords, unshared } from './trusted.js';
import { createWatch } from './watch.js';

export interface HttpCallOptions {
  readonly timeoutMs: number;
  readonly maxBytes?: number;
  /** Shared with the subgraphs of ours, so that they know the caller from the gateway; null for a stranger's subgraph. */
  readonly secret: string | null;
}

export interface HttpCall extends SubgraphCall {
  /** Ends the connections to the subgraph, and what still goes over them. */
  readonly close: () => Promise<void>;
}

/** Calls under way to one subgraph: beyond so many another would only wait for its deadline. */
const maxOpen = 4_096;

/** A subgraph that takes longer to be connected to is away: there is nothing between, as a rule, but one network. */
const connectTimeoutMs = 3_000;

const accept = 'application/graphql-response+json, application/json;q=0.9';

/**
 * Calls a subgraph of another process: kept-alive connections, one deadline for all of it, which is sent on, a size cap, JSON only, no
 * redirects, nothing sent twice.
 */
export function callOverHttp(name: string, url: string, options: HttpCallOptions): HttpCall {
  const { timeoutMs, maxBytes = 16 * 1024 * 1024, secret } = options;
  const target = targetOf(url);
  const pool = openPool(target, Math.min(connectTimeoutMs, timeoutMs));
  const watch = createWatch();

  async function call(request: SubgraphRequest, context: CallContext): Promise<SubgraphAnswer> {
    const now = Date.now();
    const until = Math.min(now + timeoutMs, context.deadline ?? Infinity);
    if (until <= now || context.signal.aborted) return noAnswer(name, 'SOURCE_TIMEOUT');
    if (watch.open() >= maxOpen) return noAnswer(name, 'SOURCE_UNAVAILABLE');
    const { path } = target;
    const body = request.text ?? JSON.stringify(request);
    const headers = headersOf({ path, body, accept, timeoutMs: Math.ceil(until - now), secret }, context);
    // The word alone, wherever it stands: a connection not shared costs less than a change made twice.
    const idempotent = !request.query.includes('mutation');
    const reply = await post(pool, { path, headers, body, idempotent }, { maxBytes, until, signal: context.signal, watch });
    if (typeof reply === 'string') return noAnswer(name, reply);
    const answer = await read(reply, maxBytes, secret !== null);
    return answer ? unshared(ownWords(answer, name, secret !== null)) : noAnswer(name, 'SOURCE_BAD_DATA');
  }
  const events = subscribeOverHttp(name, url, { timeoutMs, maxBytes, secret });
  const close = async () => void (await Promise.all([pool.destroy(), events.close()]));
  return Object.assign(call, { subscribe: events.subscribe, close });
}

async function read(reply: Reply, maxBytes: number, ours: boolean): Promise<SubgraphAnswer | null> {
  try {
    return answerIn(JSON.parse(await textOf(reply, maxBytes)), ours);
  } catch {
    return null;
  }
}

export interface HttpCalls {
  /** The call of a subgraph, the same for the same name and address, with its connections. */
  readonly callFor: (name: string, url: string) => SubgraphCall;
  readonly close: () => Promise<void>;
}

/** Calls to any number of subgraphs, whose connections end together. */
export function createHttpCalls(options: HttpCallOptions): HttpCalls {
  const calls = new Map<string, HttpCall>();
  return {
    callFor(name, url) {
      const key = JSON.stringify([name, url]);
      const call = calls.get(key) ?? callOverHttp(name, url, options);
      calls.set(key, call);
      return call;
    },
    async close() {
      await Promise.all([...calls.values()].map((call) => call.close()));
    },
  };
}
