import { GraphQLError } from 'graphql';
import { pino, type Logger } from 'pino';
import { hubErrorIn } from './public-error.js';
import { Reason } from './errors.js';

export type Log = Pick<Logger, 'error' | 'warn' | 'info'>;

export const logLevels = ['silent', 'error', 'warn', 'info'] as const;

/** Lines of JSON on standard error: standard output belongs to the command. */
export const createLog = (level: (typeof logLevels)[number]): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));

export const silentLog: Log = pino({ level: 'silent' });

/**
 * What may be written down of an error: code, source, our own reason, or a foreign error's kind and where it arose. Never its message,
 * which may quote what a source answered or a client asked.
 */
export function describeError(error: unknown): Record<string, unknown> {
  const hub = hubErrorIn(error);
  const cause = hub ? hub.originalError : innermost(error);
  const { code, source } = hub?.extensions ?? {};
  return {
    ...(hub && { code, source }),
    ...(cause instanceof Reason && { reason: cause.message }),
    ...(cause instanceof Error &&
      !(cause instanceof Reason) && { kind: cause.name, causeCode: codeOf(cause), ...(!hub && { at: framesOf(cause) }) }),
  };
}

// graphql-js wraps what a resolver threw, to say where.
const innermost = (error: unknown): unknown =>
  error instanceof GraphQLError && error.originalError ? innermost(error.originalError) : error;

const codeOf = (error: Error) => ('code' in error && typeof error.code === 'string' ? error.code : undefined);

const framesOf = (error: Error) =>
  error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 4)
    .map((line) => line.trim());
