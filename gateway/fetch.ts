import type { Caller } from '../auth/caller.js';
import type { Draft } from './access-log/draft.js';
import type { Client } from './client.js';
import type { Engine } from './engine/engine.js';
import type { Prepared } from './preparation.js';
import type { Charter } from './rights/decisions.js';
import { explainTo } from './rights/explain.js';
import type { MaskValue } from './rights/masks.js';
import { writeAnswer, writeLawfulAnswer } from './writing/answer.js';
import { fetchedNothing } from './writing/fetched.js';
import type { Answer } from './writing/written.js';

export interface FetcherOptions {
  readonly charter: Charter;
  readonly masksFor: (caller: Caller | null) => MaskValue;
  readonly timeoutMs: number;
}

/** What plans and fetches: the engine, or what stands in its place. */
export type Execute = Engine['execute'];

interface Asked {
  readonly operationName: string | null;
  readonly draft: Draft;
  readonly client?: Client;
}

/** Plans, fetches, and puts denied fields and masks where they belong; takes down in the draft what the answer then tells. */
export function createFetcher({ charter, masksFor, timeoutMs }: FetcherOptions) {
  const nothingFetched = fetchedNothing(charter.schema.getQueryType()!);
  return async (
    execute: Execute,
    { shape, document, key }: Prepared,
    { operationName, draft, client }: Asked,
    caller: Caller | null,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<Answer> => {
    const onCall = (note: Draft['calls'][number]) => void draft.calls.push(note);
    const deadline = Date.now() + timeoutMs;
    const asked = { operationName, key, variables, caller, onCall, requestId: draft.request, deadline };
    // A change that is under way is seen to its end: half of it may be made, and its record is to say how it ended.
    const waiting = draft.operation.type === 'mutation' ? undefined : client;
    const work = (signal: AbortSignal) => execute({ ...asked, document: document!, signal });
    const fetched = document ? await within(timeoutMs, waiting, work) : nothingFetched;
    if (!shape) return writeAnswer(fetched);
    const explain = explainTo(caller, charter);
    const { result, disclosure } = writeLawfulAnswer(fetched, { shape, variables, maskValue: masksFor(caller), explain });
    draft.disclosure = disclosure;
    return result;
  };
}

/** Runs `work` with a signal that fires after `timeoutMs`, or when nobody waits any more, and is let go of as soon as the work is done. */
async function within<T>(timeoutMs: number, client: Client | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, timeoutMs);
  const forget = client?.whenGone(end);
  try {
    return await work(ending.signal);
  } finally {
    clearTimeout(timer);
    forget?.();
  }
}
