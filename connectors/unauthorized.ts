import { isRefusedWith } from './refused-with.js';

/** Whether a source answered 401: sign in anew, and ask again. */
export const isUnauthorized = (error: unknown): boolean => isRefusedWith(401, error);
