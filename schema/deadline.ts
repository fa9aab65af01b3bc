import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { HubError } from '../core/errors.js';
import { publicError } from '../core/public-error.js';
import type { SubgraphContext } from './subgraph.js';

/** Nobody waits longer; also as much as a timer can count is far more. */
const longestMs = 120_000;

/**
 * Ends a reply when the one who asks stops waiting for it (`x-hub-timeout-ms`): with an error instead of the answer. Returns the way to a
 * request's deadline, in milliseconds since the epoch.
 */
export function keepDeadlines(app: FastifyInstance, subgraph: string): (request: object) => number | undefined {
  const deadlines = new WeakMap<object, number>();
  app.addHook('onRequest', async (request, reply) => {
    const timeoutMs = timeoutIn(request.headers);
    if (timeoutMs === null) return;
    deadlines.set(request, Date.now() + timeoutMs);
    const timer = setTimeout(() => {
      // An event stream that is open has kept its deadline.
      if (!reply.sent && !reply.raw.headersSent) void reply.send({ data: null, errors: [publicError(tooLate(subgraph))] });
    }, timeoutMs);
    reply.raw.once('close', () => clearTimeout(timer));
  });
  return (request) => deadlines.get(request);
}

/** A fresh context, told until when its answer is waited for. */
export const withDeadline = (context: SubgraphContext, deadline: number | undefined): SubgraphContext =>
  deadline === undefined ? context : Object.assign(context, { deadline });

const tooLate = (source: string) => new HubError('SOURCE_TIMEOUT', undefined, { source });

function timeoutIn({ 'x-hub-timeout-ms': header }: IncomingHttpHeaders): number | null {
  if (typeof header !== 'string' || !/^[1-9]\d{0,8}$/.test(header)) return null;
  return Math.min(Number(header), longestMs);
}
