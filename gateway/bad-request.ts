import { GraphQLError } from 'graphql';
import { HubError } from '../core/errors.js';

/** An error for a whole request that is not one to run: answered with status 400, and no data. */
export const badRequest = (reason: string | HubError) => {
  const error = typeof reason === 'string' ? new HubError('BAD_REQUEST', reason) : reason;
  return new GraphQLError(error.message, { originalError: error, extensions: { http: { status: 400 } } });
};
