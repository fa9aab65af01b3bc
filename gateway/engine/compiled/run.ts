import { setMaxListeners } from 'node:events';
import type { CallNote, SubgraphAnswer, SubgraphCall, SubgraphRequest } from '../engine.js';
import type { Caller } from '../../../auth/caller.js';
import { callNote } from '../../source-notes.js';
import { noAnswer } from '../../subgraph-call/trusted.js';
import { laterFetchMs } from '../../limits/limits.js';
import type { Batch } from './batch.js';
import type { Fault } from './faults.js';
import type { Json } from '../../writing/json.js';
import type { LaterParts } from './later.js';
import type { Copies } from './merge.js';

/** One execution of a plan. */
export interface Run {
  /** What the subgraphs answered, in the plan's keys. */
  readonly data: Json;
  readonly faults: Fault[];
  /** Entity fetches of the wave that is being gathered. */
  readonly batches: Map<string, Batch>;
  readonly copies: Copies;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller | null;
  readonly signal: AbortSignal;
  readonly requestId?: string | undefined;
  /** Milliseconds since the epoch; after it nobody waits for the answer. */
  readonly deadline?: number | undefined;
  /** How old what sources told may be at most, where the client says. */
  readonly maxAgeSeconds?: number | undefined;
  readonly onCall: (note: CallNote) => void;
  /** Settles once the signal has fired. */
  readonly expiry: Promise<null>;
  /** Undefined where the answer is given whole. */
  readonly later?: LaterParts;
}

/** A step of a plan. */
export type Step = (run: Run) => Promise<void>;

/** A request to one subgraph, whatever its variables. */
export interface Outlet {
  readonly service: string;
  readonly call: SubgraphCall;
  readonly query: string;
  readonly operationName: string | undefined;
  /** The request as JSON, up to its variables. */
  readonly head: string;
  /** Fetches of the plan that come one after the other once this is answered. */
  readonly after: number;
}

/** A request whose variables are read only by a subgraph of this process. */
class WrittenRequest implements SubgraphRequest {
  constructor(
    readonly query: string,
    readonly operationName: string | undefined,
    readonly text: string,
  ) {}

  get variables(): Json {
    return (JSON.parse(this.text) as { readonly variables: Json }).variables;
  }
}

/** Calls a subgraph with variables in JSON. Whatever goes wrong is in the answer. */
export async function send(
  run: Run,
  { service, call, query, operationName, head, after }: Outlet,
  variables: string,
): Promise<SubgraphAnswer> {
  const { caller, signal, requestId, deadline, maxAgeSeconds, expiry, onCall } = run;
  const context = {
    caller,
    signal,
    ...(requestId !== undefined && { requestId }),
    ...(deadline !== undefined && { deadline: shareOf(deadline, after) }),
    ...(maxAgeSeconds !== undefined && { maxAgeSeconds }),
  };
  if (signal.aborted) return noAnswer(service, 'SOURCE_TIMEOUT');
  const begun = performance.now();
  const request = new WrittenRequest(query, operationName, `${head}${variables}}`);
  const answered = call(request, context).catch(() => noAnswer(service, 'SOURCE_UNAVAILABLE'));
  const answer = (await Promise.race([answered, expiry])) ?? noAnswer(service, 'SOURCE_TIMEOUT');
  onCall(callNote(service, answer, Math.round(performance.now() - begun)));
  return answer.data || answer.errors?.length ? answer : noAnswer(service, 'SOURCE_BAD_DATA');
}

/** Until when one fetch may take: so that one that is slow leaves what comes after it the time to be asked. */
function shareOf(deadline: number, after: number): number {
  const left = deadline - Date.now();
  return deadline - after * Math.min(laterFetchMs, Math.max(left, 0) / (after + 1));
}

/** Settles when the signal fires. */
export function expiryOf(signal: AbortSignal): Promise<null> {
  // Each fetch of a plan listens to it; Node would warn of the eleventh.
  setMaxListeners(0, signal);
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}
