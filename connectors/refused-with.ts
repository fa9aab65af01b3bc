import { HubError } from '../core/errors.js';
import { RefusedAnswer } from './refused-answer.js';

/** Whether a source refused with this status: the HTTP client keeps it only in the cause it logs. */
export const isRefusedWith = (status: number, error: unknown): boolean =>
  error instanceof HubError && error.originalError instanceof RefusedAnswer && error.originalError.status === status;

/** Whether a source answered 401: sign in anew, and ask again. */
export const isUnauthorized = (error: unknown): boolean => isRefusedWith(401, error);
