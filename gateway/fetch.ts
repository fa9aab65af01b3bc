import type { Caller } from '../auth/caller.js';
import type { Draft } from './access-log/draft.js';
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
}

/** Plans, fetches, and puts denied fields and masks where they belong; takes down in the draft what the answer then tells. */
export function createFetcher({ charter, masksFor, timeoutMs }: FetcherOptions) {
  const nothingFetched = fetchedNothing(charter.schema.getQueryType()!);
  return async (
    execute: Execute,
    { shape, document, key }: Prepared,
    { operationName, draft }: Asked,
    caller: Caller | null,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<Answer> => {
    const onCall = (note: Draft['calls'][number]) => void draft.calls.push(note);
    const asked = { operationName, key, variables, caller, onCall, requestId: draft.request };
    const fetched = document ? await within(timeoutMs, (signal) => execute({ ...asked, document, signal })) : nothingFetched;
    if (!shape) return writeAnswer(fetched);
    const explain = explainTo(caller, charter);
    const { result, disclosure } = writeLawfulAnswer(fetched, { shape, variables, maskValue: masksFor(caller), explain });
    draft.disclosure = disclosure;
    return result;
  };
}

/** Runs `work` with a signal that fires after `timeoutMs`, and is let go of as soon as the work is done. */
async function within<T>(timeoutMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), timeoutMs);
  try {
    return await work(deadline.signal);
  } finally {
    clearTimeout(timer);
  }
}
