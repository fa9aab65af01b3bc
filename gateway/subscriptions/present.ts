import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Answer } from '../writing/written.js';

/** How errors are shown to clients. */
export type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

export const shownErrors = (errors: readonly GraphQLError[], format: FormatError): GraphQLFormattedError[] =>
  errors.map((error) => format(error.toJSON(), error));

/** An answer as a client may see it. */
export const shown = ({ errors, ...answer }: Answer, format: FormatError): Answer => ({
  // What is written of an error is all that is asked of it from here on.
  ...(errors && { errors: shownErrors(errors, format) as GraphQLError[] }),
  ...answer,
});
