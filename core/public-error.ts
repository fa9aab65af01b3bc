import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { errorCodes, HubError } from './errors.js';

const graphqlCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** What a client may see of `error`: message, path, locations and the coded extensions of a HubError, or INTERNAL and nothing more. */
export function publicError(error: unknown): GraphQLFormattedError {
  const where = error instanceof GraphQLError ? places(error) : {};
  const hub = hubErrorIn(error);
  if (hub) return { message: hub.message, ...where, extensions: { ...hub.extensions } };
  return { message: errorCodes.INTERNAL, ...where, extensions: { code: 'INTERNAL' } };
}

/** The HubError inside `error`, however often graphql-js wrapped it; null for a foreign error. */
export function hubErrorIn(error: unknown): HubError | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; depth++) {
    if (at instanceof HubError) return at;
    at = at instanceof GraphQLError ? at.originalError : at.cause;
  }
  return null;
}

/** True when `code` names a fault of the request's own text, which graphql-js may describe to the client. */
export function isRequestFault(code: unknown): boolean {
  return typeof code === 'string' && graphqlCodes.has(code);
}

function places({ path, locations }: GraphQLError): Pick<GraphQLFormattedError, 'path' | 'locations'> {
  return { ...(path && { path }), ...(locations && { locations }) };
}
