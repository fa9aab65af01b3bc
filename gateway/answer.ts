import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Caller } from '../auth/caller.js';
import type { PurposeStatement } from '../auth/purposes.js';
import { HubError } from '../core/errors.js';
import type { Log } from '../core/log.js';
import { deniedPlaces, reportRights } from './dry-run.js';
import type { Engine } from './engine/engine.js';
import { answerFromView } from './introspection.js';
import { createPreparation, type Prepared } from './preparation.js';
import { refusedWith } from './refused-request.js';
import { completeResult } from './rights/complete.js';
import type { Charter } from './rights/decisions.js';
import { explainTo } from './rights/explain.js';
import type { Filtered } from './rights/filter.js';
import type { MaskValue } from './rights/masks.js';
import { takeStanding } from './rights/take-standing.js';
import type { View } from './rights/view.js';
import type { Trust } from './trusted-documents.js';
import { createValidator } from './validation.js';
import { coercedVariables } from './variables.js';

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
}

export interface AnswererOptions {
  readonly charter: Charter;
  /** The schema as a caller may see it. */
  readonly viewOf: (caller: Caller | null) => View;
  /** Documents that are validated against the whole schema; all others against the caller's view of it. */
  readonly trusts: Trust;
  readonly masksFor: (caller: Caller | null) => MaskValue;
  /** True: an operation with a denied field is refused whole. */
  readonly refuseWhole: boolean;
  readonly timeoutMs: number;
  readonly log: Log;
}

/** The way of a question: validation → purpose → rights filter → plan and fetch → denied fields put back as nulls with errors, masks. */
export function createAnswerer(engine: Engine, options: AnswererOptions) {
  const { charter, viewOf, trusts, masksFor, refuseWhole, timeoutMs, log } = options;
  const { schema } = charter;
  const faultsOf = createValidator({ schema, trusts, viewOf });
  const { analysisOf, prepare } = createPreparation(charter);

  /** Plans, fetches, and puts denied fields and masks where they belong. */
  async function fetchAndComplete(
    { filtered, document, key }: Prepared,
    { operationName }: Question,
    caller: Caller | null,
    variables: Record<string, unknown>,
  ): Promise<ExecutionResult> {
    const result: ExecutionResult = document
      ? await within(timeoutMs, (signal) => engine.execute({ document, operationName, key, variables, caller, signal }))
      : { data: {} };
    if (!filtered) return result;
    return completeResult(result, filtered.shape, {
      variables,
      maskValue: masksFor(caller),
      explain: explainTo(caller, charter),
    });
  }

  return async (question: Question): Promise<ExecutionResult> => {
    const faults = faultsOf(question);
    if (faults.length > 0) return { errors: faults };
    const variables = coercedVariables(schema, question);
    const analysis = analysisOf(question);
    if (analysis.asksForSchema)
      return answerFromView(viewOf(question.caller), question.document, question.operationName, variables);
    const { standing, decisions } = takeStanding(charter, analysis.relevant, question, variables);
    const ready = prepare(question, analysis, decisions);
    if (question.dryRun) return reportRights(ready.filtered?.shape ?? null);
    if (refuseWhole && ready.filtered) refuseDenied(ready.filtered);
    const { caller } = standing;
    const answer = await fetchAndComplete(ready, question, caller, variables);
    return caller?.purpose === 'EMERGENCY' ? markedForReview(answer, caller, log) : answer;
  };
}

function markedForReview(answer: ExecutionResult, { issuer, clientId, tokenId }: Caller, log: Log): ExecutionResult {
  log.warn({ issuer, clientId, tokenId }, 'an emergency access is to be reviewed');
  return { ...answer, extensions: { ...answer.extensions, purpose: { code: 'EMERGENCY', review: true } } };
}

function refuseDenied({ shape }: Filtered): void {
  const places = deniedPlaces(shape);
  if (places.length === 0) return;
  const message = `Unauthorized field or type: ${places.slice(0, 10).join(', ')}.`;
  throw refusedWith(403, new HubError('UNAUTHORIZED_FIELD_OR_TYPE', message));
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
