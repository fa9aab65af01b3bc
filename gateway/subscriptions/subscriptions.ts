import type { GraphQLError } from 'graphql';
import { HubError } from '../../core/errors.js';
import { hubErrorIn } from '../../core/public-error.js';
import { newDraft, type Draft } from '../access-log/draft.js';
import type { Recorder } from '../access-log/recorder.js';
import type { Question } from '../answer.js';
import type { Answer } from '../writing/written.js';
import { answersAlike, bind, isBound, type Bound, type Serving } from './bind.js';
import { asGraphQLError } from './event.js';
import { goLive, type Answers, type Live } from './live.js';
import { createPlaces, type PlaceLimits } from './places.js';
import type { Session } from './session.js';
import { createSources } from './sources.js';

export interface SubscriptionsOptions extends PlaceLimits {
  /** Events of one subscription that may wait. */
  readonly waitingEvents: number;
  readonly record: Recorder;
}

/** Why a subscription was not opened. */
export interface Refusal {
  readonly errors: readonly GraphQLError[];
}

/** A subscription that was opened, or was not. */
export type Opening = Refusal | { readonly answers: Answers; readonly fail: (fault: HubError) => void };

export interface Subscriptions {
  /** Opens a subscription the way a question is answered: validation, purpose, rights. Records that it was asked for. Never rejects. */
  open(question: Question, session: Session): Promise<Opening>;
  /** Records that what was asked for is refused, and is the answer that says so. */
  refuse(draft: Draft, error: unknown): Promise<Refusal>;
  /**
   * To be told when another supergraph is served. A subscription that it answers alike stays open, and misses nothing; any other ends with
   * SCHEMA_CHANGED. What is left of the one before is done with once the promise is kept and its last questions are answered.
   */
  onSwap(next: Serving): Promise<void>;
  /** Ends all, and opens no more. */
  stop(): void;
  /** How many are open, and how many sources they hear. */
  count(): { readonly subscriptions: number; readonly sources: number };
}

interface State {
  serving: Serving;
  stopped: boolean;
  readonly all: Set<Live>;
  readonly sources: ReturnType<typeof createSources>;
  readonly options: SubscriptionsOptions;
}

/** All subscriptions of a gateway. */
export function createSubscriptions(first: Serving, options: SubscriptionsOptions): Subscriptions {
  const state: State = { serving: first, stopped: false, all: new Set(), sources: createSources(), options };
  const takePlace = createPlaces(options);
  return {
    async open(question, session) {
      let leavePlace: (() => void) | undefined;
      try {
        if (state.stopped) throw shuttingDown();
        leavePlace = takePlace(question.caller);
        return await opened(state, question, session, leavePlace);
      } catch (error) {
        leavePlace?.();
        return refuse(options.record, question.draft, error);
      }
    },
    refuse: (draft, error) => refuse(options.record, draft, error),
    async onSwap(next) {
      state.serving = next;
      for (const live of state.all) await rebind(live, next);
    },
    stop() {
      state.stopped = true;
      for (const live of state.all) live.fail(shuttingDown());
    },
    count: () => ({ subscriptions: state.all.size, sources: state.sources.open() }),
  };
}

async function opened(state: State, question: Question, session: Session, leavePlace: () => void): Promise<Opening> {
  const { serving } = state;
  const bound = await bind(serving, question);
  await session.check();
  const http = isBound(bound) || !bound.errors || bound.data !== undefined ? 200 : statusOf(bound.errors[0]);
  const recorded = await state.options.record(question.draft, { correlation: null, http, aborted: false });
  if (!recorded) throw new HubError('ACCESS_LOG_UNAVAILABLE');
  if (state.stopped) throw shuttingDown();
  if (!isBound(bound)) return onlyAnswer(bound, leavePlace);
  const live = begin(state, { bound, question, session, leavePlace });
  // It was bound while another supergraph came.
  if (serving !== state.serving) await rebind(live, state.serving);
  return { answers: live.answers, fail: live.fail };
}

interface Beginning {
  readonly bound: Bound;
  readonly question: Question;
  readonly session: Session;
  readonly leavePlace: () => void;
}

function begin({ all, sources, options }: State, { bound, question, session, leavePlace }: Beginning): Live {
  const asker = { caller: bound.taken.caller, requestId: question.draft.request };
  const live = goLive({
    bound,
    question,
    session,
    record: options.record,
    waitingEvents: options.waitingEvents,
    listen: (listener) => sources.listen(bound.source, asker, listener),
    onEnd: () => {
      all.delete(live);
      leavePlace();
    },
  });
  all.add(live);
  return live;
}

async function refuse(record: Recorder, draft: Draft, error: unknown): Promise<Refusal> {
  draft.refusal = hubErrorIn(error)?.code ?? (statusOf(error) < 500 ? 'BAD_REQUEST' : 'INTERNAL');
  await record(draft, { correlation: null, http: statusOf(error), aborted: false });
  return { errors: [asGraphQLError(error)] };
}

const shuttingDown = () => new HubError('SERVICE_UNAVAILABLE');

/** Asks the same question of another supergraph, under its rules. */
async function rebind(live: Live, serving: Serving): Promise<void> {
  const draft = newDraft(live.question.draft.request, live.question.draft.address);
  const bound = await bind(serving, { ...live.question, draft }).catch(() => null);
  if (bound && isBound(bound) && answersAlike(live.bound, bound)) live.bound = bound;
  else live.fail(new HubError('SCHEMA_CHANGED'));
}

/** What is answered at once and for good: faults of the document, what rights leave nothing of, a dry run. */
function onlyAnswer(answer: Answer, onEnd: () => void): Opening {
  onEnd();
  if (answer.data === undefined && answer.errors) return { errors: answer.errors };
  const answers = once(answer);
  return { answers: answers as Answers, fail: () => undefined };
}

async function* once(answer: Answer): AsyncGenerator<Answer, void> {
  yield answer;
}

function statusOf(error: unknown): number {
  const status = (asGraphQLError(error).extensions['http'] as { status?: number } | undefined)?.status;
  return status ?? statuses[hubErrorIn(error)?.code ?? ''] ?? 500;
}

const statuses: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  SERVICE_UNAVAILABLE: 503,
  ACCESS_LOG_UNAVAILABLE: 503,
};
