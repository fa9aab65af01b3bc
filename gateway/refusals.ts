import type { FastifyError, FastifyInstance } from 'fastify';
import { errorCodes, type ErrorCode } from '../core/errors.js';
import { describeError, type Log } from '../core/log.js';
import { hubErrorIn } from '../core/public-error.js';

const statuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  BAD_REQUEST: 400,
  PAYLOAD_TOO_LARGE: 413,
  SERVICE_UNAVAILABLE: 503,
};

/** Answers for requests that never became GraphQL: a GraphQL error body, a fitting status, and nothing of what went wrong inside. */
export function refuseInOwnWords(app: FastifyInstance, log: Log): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const code = codeOf(error);
    if (code === 'INTERNAL' || code === 'SERVICE_UNAVAILABLE')
      log.error({ requestId: request.id, ...describeError(error) }, 'a request failed');
    if (code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer');
    await reply.status(statuses[code] ?? 500).send(refusal(code));
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.status(404).send(refusal('BAD_REQUEST', 'There is nothing at this address.')),
  );
}

function codeOf(error: FastifyError): ErrorCode {
  const hub = hubErrorIn(error);
  if (hub) return hub.code;
  if (error.statusCode === 413) return 'PAYLOAD_TOO_LARGE';
  return error.statusCode !== undefined && error.statusCode < 500 ? 'BAD_REQUEST' : 'INTERNAL';
}

/** A GraphQL error body for a request that never became GraphQL. */
export const refusal = (code: ErrorCode, message: string = errorCodes[code]) => ({ errors: [{ message, extensions: { code } }] });
