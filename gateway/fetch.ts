import type { Caller } from '../auth/caller.js';
import type { Draft } from './access-log/draft.js';
import type { Client } from './client.js';
import type { Engine, EngineRequest } from './engine/engine.js';
import type { Prepared } from './preparation.js';
import type { Charter } from './rights/decisions.js';
import { explainTo } from './rights/explain.js';
import type { MaskValue } from './rights/masks.js';
import { withSources } from './source-notes.js';
import { writeAnswer, writeLawfulAnswer, type LawfulOptions } from './writing/answer.js';
import { fetchedNothing } from './writing/fetched.js';
import type { Answer } from './writing/written.js';

export interface FetcherOptions {
  readonly charter: Charter;
  readonly masksFor: (caller: Caller | null) => MaskValue;
  readonly timeoutMs: number;
}

/** What plans and fetches: the engine, or what stands in its place. */
export type Execute = Engine['execute'];

export interface Asking {
  readonly operationName: string | null;
  readonly draft: Draft;
  readonly client?: Client;
}

/** What may be fetched, as whom, and with what. */
export interface Granted {
  readonly caller: Caller | null;
  readonly ready: Prepared;
  readonly variables: Readonly<Record<string, unknown>>;
  /** How old what sources told may be at most, where the question says. */
  readonly maxAgeSeconds?: number;
}

/** What an engine is asked, but for the document, and by which rules the answer is written; null where there are none. */
export interface Fetching {
  readonly request: Omit<EngineRequest, 'document' | 'signal'>;
  readonly law: LawfulOptions | null;
  /** Who waits for the answer, and whom to give it up without. */
  readonly waiting: Client | undefined;
}

export function fetchingOf(
  { charter, masksFor, timeoutMs }: FetcherOptions,
  { ready: { shape, key }, caller, variables, maxAgeSeconds }: Granted,
  { operationName, draft, client }: Asking,
): Fetching {
  const onCall = (note: Draft['calls'][number]) => void draft.calls.push(note);
  const deadline = Date.now() + timeoutMs;
  return {
    request: {
      operationName,
      key,
      variables,
      caller,
      onCall,
      requestId: draft.request,
      deadline,
      ...(maxAgeSeconds !== undefined && { maxAgeSeconds }),
    },
    law: shape && { shape, variables, maskValue: masksFor(caller), explain: explainTo(caller, charter) },
    // A change that is under way is seen to its end: half of it may be made, and its record is to say how it ended.
    waiting: draft.operation.type === 'mutation' ? undefined : client,
  };
}

/** Plans, fetches, and puts denied fields and masks where they belong; takes down in the draft what the answer then tells. */
export function createFetcher(options: FetcherOptions) {
  const nothingFetched = fetchedNothing(options.charter.schema.getQueryType()!);
  return async (execute: Execute, granted: Granted, asking: Asking): Promise<Answer> => {
    const { document } = granted.ready;
    const { draft } = asking;
    const { request, law, waiting } = fetchingOf(options, granted, asking);
    const fetched = document
      ? await within(options.timeoutMs, waiting, (signal) => execute({ ...request, document, signal }))
      : nothingFetched;
    if (!law) return withSources(writeAnswer(fetched), draft.calls);
    const { result, disclosure } = writeLawfulAnswer(fetched, law);
    draft.disclosure = disclosure;
    return withSources(result, draft.calls);
  };
}

/** Runs `work` with a signal that fires after `timeoutMs`, or when nobody waits any more, and is let go of as soon as the work is done. */
async function within<T>(timeoutMs: number, client: Client | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { signal, letGo } = timed(timeoutMs, client);
  try {
    return await work(signal);
  } finally {
    letGo();
  }
}

/** A signal that fires after `timeoutMs`, or when nobody waits any more, unless it is let go of before. */
export function timed(timeoutMs: number, client: Client | undefined) {
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, timeoutMs);
  const forget = client?.whenGone(end);
  const letGo = () => {
    clearTimeout(timer);
    forget?.();
  };
  return {
    signal: ending.signal,
    letGo,
    giveUp: () => {
      letGo();
      end();
    },
  };
}
