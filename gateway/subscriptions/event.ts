import { GraphQLError } from 'graphql';
import { HubError } from '../../core/errors.js';
import { hubErrorIn } from '../../core/public-error.js';
import { followingDraft, type Draft } from '../access-log/draft.js';
import type { Recorder } from '../access-log/recorder.js';
import type { Question } from '../answer.js';
import type { Client } from '../client.js';
import type { SubgraphAnswer } from '../engine/engine.js';
import type { Answer } from '../writing/written.js';
import type { Bound } from './bind.js';

/** One event of a subscription, to be answered as a question of its own. */
export interface Event {
  readonly event: SubgraphAnswer;
  /** 1 for the first of the subscription. */
  readonly number: number;
  readonly question: Question;
  /** Fires when nobody waits for answers any more. */
  readonly signal: AbortSignal;
}

/**
 * Answers an event within the time a request may take, and records that before the answer leaves. Where the record cannot be kept the event
 * is withheld, and told of by an error; the subscription goes on, for the log may be there again at the next.
 */
export async function answerEvent({ taken, planned, answerer }: Bound, asked: Event, record: Recorder): Promise<Answer> {
  const { event, question, signal } = asked;
  const draft = followingDraft(question.draft, asked.number);
  const answer = await answered(draft, () =>
    answerer.fetch(taken, { ...question, draft, client: clientOf(signal) }, (request) => planned.answer(event, request)),
  );
  const kept = await record(draft, { correlation: null, http: 200, aborted: signal.aborted });
  return kept ? answer : { errors: [new HubError('ACCESS_LOG_UNAVAILABLE')] };
}

const clientOf = (signal: AbortSignal): Client => ({
  whenGone(then) {
    if (signal.aborted) then();
    signal.addEventListener('abort', then, { once: true });
    return () => signal.removeEventListener('abort', then);
  },
});

async function answered(draft: Draft, answer: () => Promise<Answer>): Promise<Answer> {
  try {
    return await answer();
  } catch (error) {
    draft.refusal = hubErrorIn(error)?.code ?? 'INTERNAL';
    return { errors: [asGraphQLError(error)] };
  }
}

/** An error in the form in which GraphQL hands errors on; what it says is chosen where it leaves. */
export const asGraphQLError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError
    ? error
    : new GraphQLError('', { originalError: error instanceof Error ? error : new Error(String(error)) });
