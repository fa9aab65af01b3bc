import { GraphQLError } from 'graphql';

/** Every `extensions.code` the hub itself gives a client. Codes are API: add freely, never rename. */
export const errorCodes = {
  UNAUTHENTICATED: 'Sign in first: send an access token as "Authorization: Bearer …".',
  FORBIDDEN: 'Your rights do not reach what this question asks for.',
  UNAUTHORIZED_FIELD_OR_TYPE: 'Unauthorized field or type',
  PURPOSE_REQUIRED: 'Say why you read what is personal: send X-Purpose, as docs/purposes.md lists them.',
  NOT_FOUND: 'There is nothing of that name to change within your reach.',
  BAD_USER_INPUT: 'An argument is not of the form it must have.',
  BAD_REQUEST: 'The request is not one this endpoint can read.',
  PAYLOAD_TOO_LARGE: 'The request body is too large.',
  TOO_MANY_SUBSCRIPTIONS: 'As many subscriptions are open as may be. End one of yours, or try again later.',
  SCHEMA_CHANGED: 'What the hub serves has changed, and with it what you subscribed to. Subscribe again.',
  REQUEST_TIMEOUT: 'The question took longer than a request may take.',
  SOURCE_TIMEOUT: 'A source system did not answer in time.',
  SOURCE_UNAVAILABLE: 'A source system could not be reached, or refused to answer.',
  SOURCE_BAD_DATA: 'A source system answered with something that cannot be read.',
  DATA_TOO_OLD: 'A source system cannot answer, and what is known of it is older than you accept.',
  SERVICE_UNAVAILABLE: 'The hub cannot answer at the moment. Try again shortly.',
  ACCESS_LOG_UNAVAILABLE: 'Personal data is not answered while the access log cannot be written. Try again shortly.',
  INTERNAL: 'Something went wrong on our side.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

export interface ErrorDetails {
  /** Id of the source system that failed. */
  readonly source?: string;
  /** Name of the argument that is wrong. */
  readonly argument?: string;
  /** The purposes open to the caller. */
  readonly purposes?: readonly string[];
  /** What went wrong underneath; for the log only, never for the client. */
  readonly cause?: unknown;
}

/** The only error class whose message reaches a client. `message` must therefore hold no upstream text and no personal data. */
export class HubError extends GraphQLError {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string = errorCodes[code], details: ErrorDetails = {}) {
    const { cause, ...told } = details;
    super(message, {
      extensions: { code, ...told },
      ...(cause instanceof Error && { originalError: cause }),
    });
    this.name = 'HubError';
    this.code = code;
  }
}

/** Why something failed, in our own words, for the log: as the `cause` of a HubError. Holds no upstream text and no personal data. */
export class Reason extends Error {}
