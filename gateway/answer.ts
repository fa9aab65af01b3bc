import { OperationTypeNode, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { Caller } from '../auth/caller.js';
import type { PurposeStatement } from '../auth/purposes.js';
import { HubError } from '../core/errors.js';
import type { Log } from '../core/log.js';
import { hubErrorIn } from '../core/public-error.js';
import { codeOf, type Draft } from './access-log/draft.js';
import type { Client } from './client.js';
import { deniedPlaces, reportRights } from './dry-run.js';
import { createPartsFetcher, type LaterParts } from './defer/fetch-in-parts.js';
import type { Engine } from './engine/engine.js';
import { createFetcher, type Execute, type FetcherOptions, type Granted } from './fetch.js';
import { maxAgeFrom } from './freshness.js';
import { answerFromView } from './introspection.js';
import { createPreparation, type Analysis } from './preparation.js';
import { badRequest, refusedWith } from './refused-request.js';
import type { Shape } from './rights/shape.js';
import { takeStanding } from './rights/take-standing.js';
import type { View } from './rights/view.js';
import type { Trust } from './trusted-documents.js';
import { createValidator } from './validation.js';
import { coercedVariables } from './variables.js';
import { tells, type Answer } from './writing/written.js';

export interface Question {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** Hash of the document's text. */
  readonly hash: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Null where nobody signs in: a supergraph without rules, on loopback. */
  readonly caller: Caller | null;
  /** Why they ask; null where they do not say. */
  readonly statement: PurposeStatement | null;
  /** To be told what would be denied and masked, with nothing fetched. */
  readonly dryRun: boolean;
  /** Takes down what becomes known of the answer, for its record. */
  readonly draft: Draft;
  /** Who waits for the answer, where nobody else sees to it that it is given up when they are gone. */
  readonly client?: Client;
  /** Is told of the parts that follow an answer. Undefined: the answer is to be whole. */
  readonly inParts?: ((later: LaterParts) => void) | undefined;
}

export interface AnswererOptions extends FetcherOptions {
  /** The schema as a caller may see it. */
  readonly viewOf: (caller: Caller | null) => View;
  /** Documents that are validated against the whole schema; all others against the caller's view of it. */
  readonly trusts: Trust;
  /** True: an operation with a denied field is refused whole. */
  readonly refuseWhole: boolean;
  readonly log: Log;
}

/** A question that may be asked: as whom, and what of it. */
export interface Taken extends Granted {
  /** The operation with its fragments written out. */
  readonly operation: OperationDefinitionNode;
  /** Labels of the parts it is to be answered in; null where it is answered whole. */
  readonly labels: ReadonlyMap<string, string | null> | null;
}

export interface Answerer {
  /** Answers a query or a mutation. */
  readonly answer: (question: Question) => Promise<Answer>;
  /** The first half of the way, whatever the operation; its answer where nothing is to be fetched. */
  readonly take: (question: Question) => Promise<Taken | Answer>;
  /** The second half, with `execute` for an engine. */
  readonly fetch: (taken: Taken, question: Question, execute: Execute) => Promise<Answer>;
}

/** The way of a question: validation → purpose → rights filter → plan and fetch → denied fields put back as nulls with errors, masks. */
export function createAnswerer(engine: Engine, options: AnswererOptions): Answerer {
  const { charter, viewOf, trusts, refuseWhole, log } = options;
  const validate = createValidator({ schema: charter.schema, trusts, viewOf });
  const { agelessOf, analysisOf, deferralOf, prepare } = createPreparation(charter);
  const fetchWith = createFetcher(options);
  const fetchInParts = createPartsFetcher(engine, options);
  const mayDefer = ({ inParts, dryRun }: Question) => inParts !== undefined && engine.executeInParts !== undefined && !dryRun;

  async function take(question: Question): Promise<Taken | Answer> {
    const { draft } = question;
    draft.caller = question.caller;
    draft.statement = question.statement;
    const { schema, faults } = validate(question);
    if (faults.length > 0) return { errors: faults };
    // A hidden field of an input is unknown there, too.
    const variables = coercedVariables(schema, question);
    draft.variables = variables;
    const { asked: ageless, maxAge } = agelessOf(question);
    const known = analysisOf(ageless);
    draft.operation = operationOf(question, known);
    const age = maxAgeFrom(maxAge, variables);
    if (known.asksForSchema) return answerFromView(viewOf(question.caller), question.document, question.operationName, variables);
    const { asked, analysis, labels } = deferralOf(ageless, known, variables, mayDefer(question));
    const { standing, decisions } = takeStanding(charter, analysis.relevant, question, variables);
    draft.caller = standing.caller;
    const ready = prepare(asked, analysis, decisions);
    if (question.dryRun) return ready.shape ? reportRights(ready.shape) : { data: null };
    if (refuseWhole && ready.shape) refuseDenied(ready.shape);
    return { caller: standing.caller, ready, variables, ...age, operation: analysis.operation, labels };
  }

  async function fetch(taken: Taken, question: Question, execute: Execute): Promise<Answer> {
    return marked(await fetchWith(execute, taken, question), taken.caller, log);
  }

  async function answer(question: Question): Promise<Answer> {
    const taken = await take(question);
    if (!('ready' in taken)) return taken;
    if (isSubscription(taken)) throw badRequest('Subscribe over a WebSocket, or accept an event stream.');
    if (taken.labels) {
      const first = await fetchInParts(taken, taken.labels, question);
      return first ? marked(first, taken.caller, log) : answer({ ...question, inParts: undefined });
    }
    return fetch(taken, question, (request) => engine.execute(request));
  }

  return {
    answer: (question) => noted(question, answer(question)),
    take: (question) => noted(question, take(question)),
    fetch: (taken, question, execute) => noted(question, fetch(taken, question, execute)),
  };
}

/** Is it asked for event by event? */
export const isSubscription = ({ operation }: Taken): boolean => operation.operation === OperationTypeNode.SUBSCRIPTION;

/** Takes down in the question's draft how it was answered. */
async function noted<T extends Answer | Taken>({ draft }: Question, answering: Promise<T>): Promise<T> {
  try {
    const result = await answering;
    if ('ready' in result) return result;
    draft.errors = (result.errors ?? []).map(codeOf);
    draft.answered = tells(result);
    return result;
  } catch (error) {
    draft.refusal = hubErrorIn(error)?.code ?? 'INTERNAL';
    throw error;
  }
}

const operationOf = ({ operationName, hash }: Question, { operation }: Analysis): Draft['operation'] => ({
  name: operationName ?? operation.name?.value ?? null,
  type: operation.operation,
  hash,
});

const marked = (answer: Answer, caller: Caller | null, log: Log): Answer =>
  caller?.purpose === 'EMERGENCY' ? markedForReview(answer, caller, log) : answer;

function markedForReview(answer: Answer, { issuer, clientId, tokenId }: Caller, log: Log): Answer {
  log.warn({ issuer, clientId, tokenId }, 'an emergency access is to be reviewed');
  return { ...answer, extensions: { ...answer.extensions, purpose: { code: 'EMERGENCY', review: true } } };
}

function refuseDenied(shape: Shape): void {
  const places = deniedPlaces(shape);
  if (places.length === 0) return;
  const message = `Unauthorized field or type: ${places.slice(0, 10).join(', ')}.`;
  throw refusedWith(403, new HubError('UNAUTHORIZED_FIELD_OR_TYPE', message));
}
