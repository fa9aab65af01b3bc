import { GraphQLError } from 'graphql';
import { HubError } from '../core/errors.js';

/** An error for a whole request, answered with `status` and no data. */
export const refusedWith = (status: number, error: HubError) =>
  new GraphQLError(error.message, { originalError: error, extensions: { http: { status } } });

/** An error for a request that is not one to run: status 400. */
export const badRequest = (reason: string | HubError) =>
  refusedWith(400, typeof reason === 'string' ? new HubError('BAD_REQUEST', reason) : reason);

/** The refusal of an answer that would hold too much. */
export const tooLarge = () => badRequest('The answer is too large: ask for less of it at once.');
