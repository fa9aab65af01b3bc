import type { Caller } from '../../auth/caller.js';
import type { SubgraphAnswer, SubgraphCall } from '../engine/engine.js';
import { noAnswer, ownWords } from './trusted.js';

/** A subgraph of this process, as its own kit offers it. */
export type LocalSubgraph = (request: Parameters<SubgraphCall>[0], caller: Caller) => Promise<SubgraphAnswer>;

/** Calls a subgraph of this process, within the request's deadline. */
export function callInMemory(name: string, subgraph: LocalSubgraph): SubgraphCall {
  return async (request, { caller, signal }) => {
    if (!caller) return noAnswer(name, 'SOURCE_UNAVAILABLE');
    return Promise.race([subgraph(request, caller).then((answer) => ownWords(answer, name, true)), expiry(name, signal)]);
  };
}

const expiry = (name: string, signal: AbortSignal) =>
  new Promise<SubgraphAnswer>((resolve) => {
    const late = () => resolve(noAnswer(name, 'SOURCE_TIMEOUT'));
    if (signal.aborted) late();
    else signal.addEventListener('abort', late, { once: true });
  });
