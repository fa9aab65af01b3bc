import { HubError } from '../../core/errors.js';
import { Interrupted } from '../interrupted.js';
import { RefusedAnswer } from '../refused-answer.js';

const failures: ReadonlySet<string> = new Set(['SOURCE_TIMEOUT', 'SOURCE_UNAVAILABLE', 'SOURCE_BAD_DATA']);
const overloaded: ReadonlySet<number> = new Set([429, 503]);
/** Refusals of 4xx are about the question; these are about the source. */
const ofTheSource: ReadonlySet<number> = new Set([408, 429]);
const notLetIn: ReadonlySet<number> = new Set([401, 403]);

const causeOf = (error: unknown): unknown => (error instanceof HubError ? error.originalError : undefined);

/** The code with which a source failed; null where it did answer, be it that it refused what was asked. */
export function failureOf(error: unknown): string | null {
  if (!(error instanceof HubError) || !failures.has(error.code)) return null;
  const cause = error.originalError;
  const refused = cause instanceof RefusedAnswer && cause.status >= 400 && cause.status < 500 && !ofTheSource.has(cause.status);
  return refused ? null : error.code;
}

/** Whether the source answered, but does not let the hub in. */
export function isRefusal(error: unknown): boolean {
  const cause = causeOf(error);
  return cause instanceof RefusedAnswer && notLetIn.has(cause.status);
}

/** Whether a read that failed so is worth another try: nothing of an answer was there, and it was not for want of time. */
export function isWorthAnother(error: unknown): boolean {
  const cause = causeOf(error);
  if (cause instanceof Interrupted) return cause.stage !== 'DURING_ANSWER';
  return cause instanceof RefusedAnswer && overloaded.has(cause.status);
}

/** How long the source asks to be let alone. */
export function askedToWaitMs(error: unknown): number {
  const cause = causeOf(error);
  return (cause instanceof RefusedAnswer && overloaded.has(cause.status) && cause.retryAfterMs) || 0;
}
