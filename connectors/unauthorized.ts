import { HubError } from '../core/errors.js';
import { RefusedAnswer } from './http.js';

/** Whether a source answered 401: the HTTP client keeps the status of a refusal only in the cause it logs. */
export const isUnauthorized = (error: unknown): boolean =>
  error instanceof HubError && error.originalError instanceof RefusedAnswer && error.originalError.status === 401;
