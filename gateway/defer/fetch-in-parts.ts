import type { Question, Taken } from '../answer.js';
import type { Engine } from '../engine/engine.js';
import { fetchingOf, timed, type FetcherOptions } from '../fetch.js';
import { withSources } from '../source-notes.js';
import { fetchedNothing, type FetchedInParts } from '../writing/fetched.js';
import { PartsWriter } from '../writing/in-parts.js';
import type { Answer } from '../writing/written.js';
import { LaterAnswers } from './later-answers.js';

/** The parts that follow an answer, and the client's labels of them by ours. */
export interface LaterParts {
  readonly later: LaterAnswers;
  readonly labels: ReadonlyMap<string, string | null>;
}

/**
 * Plans and fetches the first part of an answer, with denied fields and masks where they belong; tells who asked of the parts that follow,
 * where any do. The time a request may take is that of all of them. Null: it can only be given whole.
 */
export function createPartsFetcher(engine: Engine, options: FetcherOptions) {
  const nothingFetched: FetchedInParts = {
    ...fetchedNothing(options.charter.schema.getQueryType()!),
    part: async () => ({ own: [], others: [] }),
  };
  return async (taken: Taken, labels: LaterParts['labels'], question: Question): Promise<Answer | null> => {
    const { draft } = question;
    let { calls } = draft;
    const { request, law, waiting } = fetchingOf(options, taken, question);
    const { signal, giveUp } = timed(options.timeoutMs, waiting);
    const asked = { ...request, signal, onCall: (note: (typeof calls)[number]) => void calls.push(note) };
    try {
      const { document } = taken.ready;
      const fetched = document ? await engine.executeInParts!({ ...asked, document }) : nothingFetched;
      if (!fetched) return (giveUp(), null);
      const writer = new PartsWriter(fetched, law);
      const { told, disclosure, places } = writer.first();
      if (disclosure) draft.disclosure = disclosure;
      calls = [];
      if (places.length === 0) giveUp();
      else
        question.inParts!({ labels, later: new LaterAnswers(places, { fetched, writer, opening: draft, calls, onEnd: giveUp }) });
      return withSources(told, draft.calls);
    } catch (error) {
      giveUp();
      throw error;
    }
  };
}
