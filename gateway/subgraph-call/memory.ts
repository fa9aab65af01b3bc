import type { Caller } from '../../auth/caller.js';
import type { CallContext, SubgraphAnswer, SubgraphCall, SubgraphRequest, SubgraphSubscribe } from '../engine/engine.js';
import { answerIn } from './answer.js';
import { plain } from './plain.js';
import { noAnswer, ownWords, unshared, type Fault } from './trusted.js';
import { createWatch } from './watch.js';

/** A subgraph of this process, as its own kit offers it. `deadline`: milliseconds since the epoch, after which nobody waits. */
export interface LocalSubgraph {
  (request: SubgraphRequest, caller: Caller, deadline?: number): Promise<SubgraphAnswer>;
  /** Undefined: the subgraph has nothing to subscribe to. */
  readonly subscribe?: (request: SubgraphRequest, caller: Caller, signal: AbortSignal) => AsyncIterable<SubgraphAnswer>;
}

/** Calls a subgraph of this process, with the semantics of a call to another: one deadline, checked answers, nothing shared, no throw. */
export function callInMemory(name: string, subgraph: LocalSubgraph): SubgraphCall {
  const watch = createWatch();
  const call = async (request: SubgraphRequest, context: CallContext): Promise<SubgraphAnswer> => {
    const { caller, signal, deadline: until = Infinity } = context;
    if (!caller) return noAnswer(name, 'SOURCE_UNAVAILABLE');
    if (signal.aborted || until <= Date.now()) return noAnswer(name, 'SOURCE_TIMEOUT');
    return new Promise((resolve) => {
      const end = watch.begin({ until, signal, giveUp: () => resolve(noAnswer(name, 'SOURCE_TIMEOUT')) });
      void ask(subgraph, request, caller, Number.isFinite(until) ? until : undefined).then((answered) => {
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

async function ask(
  subgraph: LocalSubgraph,
  request: SubgraphRequest,
  ...rest: [Caller, number?]
): Promise<SubgraphAnswer | Fault> {
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
    const answer = answerIn(value);
    return answer ? { ...answer, data: plain(answer.data) as Record<string, unknown> | null } : 'SOURCE_BAD_DATA';
  } catch {
    return 'SOURCE_BAD_DATA';
  }
}
