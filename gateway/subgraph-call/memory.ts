import type { Caller } from '../../auth/caller.js';
import type { CallContext, SubgraphAnswer, SubgraphCall, SubgraphRequest, SubgraphSubscribe } from '../engine/engine.js';
import { answerIn } from './answer.js';
import { plain } from './plain.js';
import { noAnswer, ownWords, unshared, type Fault } from './trusted.js';
import { createWatch } from './watch.js';

/** What a subgraph is told of a request besides the question. */
type Terms = Pick<CallContext, 'deadline' | 'maxAgeSeconds'>;

/** An answer as a subgraph of this process gives it, in the form in which it would leave for another. */
export type LocalAnswer = Pick<SubgraphAnswer, 'data' | 'errors'> & { readonly extensions?: object };

/** A subgraph of this process, as its own kit offers it. */
export interface LocalSubgraph {
  (request: SubgraphRequest, caller: Caller, terms?: Terms): Promise<LocalAnswer>;
  /** Undefined: the subgraph has nothing to subscribe to. */
  readonly subscribe?: (request: SubgraphRequest, caller: Caller, signal: AbortSignal) => AsyncIterable<LocalAnswer>;
}

/** Calls a subgraph of this process, with the semantics of a call to another: one deadline, checked answers, nothing shared, no throw. */
export function callInMemory(name: string, subgraph: LocalSubgraph): SubgraphCall {
  const watch = createWatch();
  const call = async (request: SubgraphRequest, context: CallContext): Promise<SubgraphAnswer> => {
    const { caller, signal, deadline: until = Infinity, maxAgeSeconds } = context;
    if (!caller) return noAnswer(name, 'SOURCE_UNAVAILABLE');
    if (signal.aborted || until <= Date.now()) return noAnswer(name, 'SOURCE_TIMEOUT');
    return new Promise((resolve) => {
      const end = watch.begin({ until, signal, giveUp: () => resolve(noAnswer(name, 'SOURCE_TIMEOUT')) });
      const terms = { ...(Number.isFinite(until) && { deadline: until }), ...(maxAgeSeconds !== undefined && { maxAgeSeconds }) };
      void ask(subgraph, request, caller, terms).then((answered) => {
        end();
        resolve(unshared(answerOf(answered, name)));
      });
    });
  };
  return Object.assign(call, subgraph.subscribe && { subscribe: subscribeInMemory(name, subgraph.subscribe) });
}

const subscribeInMemory = (name: string, subscribe: NonNullable<LocalSubgraph['subscribe']>): SubgraphSubscribe =>
  async function* answers(request, { caller, signal }) {
    try {
      if (!caller) yield noAnswer(name, 'SOURCE_UNAVAILABLE');
      else for await (const answer of subscribe(request, caller, signal)) yield answerOf(read(answer), name);
    } catch {
      if (!signal.aborted) yield noAnswer(name, 'SOURCE_UNAVAILABLE');
    }
  };

const answerOf = (answered: SubgraphAnswer | Fault, name: string): SubgraphAnswer =>
  typeof answered === 'string' ? noAnswer(name, answered) : ownWords(answered, name, true);

async function ask(subgraph: LocalSubgraph, request: SubgraphRequest, ...rest: [Caller, Terms]): Promise<SubgraphAnswer | Fault> {
  try {
    const { query, operationName } = request;
    // Written ones are read anew: nobody else holds them.
    const variables = request.text === undefined ? (plain(request.variables) as SubgraphRequest['variables']) : request.variables;
    return read(await subgraph({ query, variables, operationName }, ...rest));
  } catch {
    return 'SOURCE_UNAVAILABLE';
  }
}

function read(value: unknown): SubgraphAnswer | Fault {
  try {
    const answer = answerIn(value, true);
    return answer ? { ...answer, data: plain(answer.data) as Record<string, unknown> | null } : 'SOURCE_BAD_DATA';
  } catch {
    return 'SOURCE_BAD_DATA';
  }
}
