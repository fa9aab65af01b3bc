import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../auth/caller.js';
import { HubError } from '../core/errors.js';
import { eventStream } from '../core/event-stream.js';
import type { SubgraphRequest } from './serve.js';
import { openSubscription, type SubscribeOptions } from './subscribe.js';

export interface ServeEventsOptions extends SubscribeOptions {
  readonly callerOf: (request: object) => Caller;
  /** How long an event stream may be silent before a comment shows that it is open. */
  readonly heartbeatMs?: number | undefined;
  /** Event streams open at a time; more are refused. */
  readonly mostStreams?: number | undefined;
}

const eventStreamType = 'text/event-stream';

/** Lets `app` answer POST /graphql with an event stream where that is what is accepted; everything else passes. */
export function serveEvents(app: FastifyInstance, options: ServeEventsOptions): void {
  const { callerOf, heartbeatMs = 12_000, mostStreams = 10_000 } = options;
  const open = new Set<AbortController>();

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (open.size >= mostStreams) throw new HubError('SERVICE_UNAVAILABLE');
    const gone = new AbortController();
    open.add(gone);
    reply.raw.once('close', () => {
      open.delete(gone);
      gone.abort();
    });
    const answers = await openSubscription(options, request.body as SubgraphRequest, callerOf(request), gone.signal);
    const text = Readable.from(eventStream(answers, { textOf: JSON.stringify, heartbeatMs }), { highWaterMark: 1 });
    reply.header('content-type', `${eventStreamType}; charset=utf-8`).header('cache-control', 'no-store').send(text);
  }

  // After the body was read and checked, as for every other question. Not by a promise: kept when the reader leaves, it would let the
  // question go on to be answered.
  app.addHook('preHandler', (request, reply, done) => {
    if (acceptsEvents(request)) answer(request, reply).catch(done);
    else done();
  });
  // A server that closes waits for its answers: these would never end.
  app.addHook('preClose', async () => {
    for (const gone of open) gone.abort();
  });
}

const acceptsEvents = ({ headers, routeOptions }: FastifyRequest) =>
  routeOptions.url === '/graphql' && (headers.accept ?? '').toLowerCase().includes(eventStreamType);
