import type { GraphQLFormattedError } from 'graphql';
import { errorCodes, type ErrorCode } from '../core/errors.js';
import { describeError, type Log } from '../core/log.js';
import { hubErrorIn, isRequestFault, publicError } from '../core/public-error.js';

const kept = ['code', 'source', 'argument', 'reason'] as const;

/** What a client sees of an error: the hub's own words, or graphql-js's about the client's own text. Anything else is INTERNAL, and logged. */
export const createFormatError =
  (log: Log) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const shown = publicForm(formatted, error);
    if (shown.extensions?.['code'] === 'INTERNAL' && formatted.extensions?.['code'] !== 'INTERNAL')
      log.error(describeError(error), 'a request failed');
    return shown;
  };

function publicForm(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  if (hubErrorIn(error)) return publicError(error);
  const { code } = formatted.extensions ?? {};
  if (isRequestFault(code) || code === 'BAD_REQUEST')
    return { message: formatted.message, ...at(formatted), extensions: { code } };
  // A subgraph's error reaches here in the hub's own words already.
  if (typeof code === 'string' && Object.hasOwn(errorCodes, code)) return own(formatted, code as ErrorCode);
  return publicError(error);
}

function own(formatted: GraphQLFormattedError, code: ErrorCode): GraphQLFormattedError {
  const extensions = Object.fromEntries(
    kept.flatMap((key) => (formatted.extensions?.[key] === undefined ? [] : [[key, formatted.extensions[key]]])),
  );
  return { message: formatted.message || errorCodes[code], ...at(formatted), extensions };
}

const at = ({ path, locations }: GraphQLFormattedError) => ({ ...(path && { path }), ...(locations && !path && { locations }) });
