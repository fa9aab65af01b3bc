import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import mercurius from 'mercurius';
import type { Caller } from '../auth/caller.js';
import { digestOf, type SignedRequest } from '../auth/signature.js';
import { HubError } from '../core/errors.js';
import { leaveConnections } from '../core/leave-connections.js';
import { describeError, silentLog, type Log } from '../core/log.js';
import { hubErrorIn, publicError } from '../core/public-error.js';
import { keepDeadlines, withDeadline } from './deadline.js';
import { answerInScope, keepScopes, type Sourced, type Terms } from './scope.js';
import { serveEvents, type ServeEventsOptions } from './serve-events.js';
import { subscribeInMemory } from './subscribe.js';
import type { Subgraph } from './subgraph.js';

export interface ServeOptions extends Pick<ServeEventsOptions, 'heartbeatMs' | 'mostStreams'> {
  /** The caller the gateway vouches for, from the request's signature; throws for anyone else, before the body is read. */
  readonly identify: (request: SignedRequest) => Caller | Promise<Caller>;
  readonly log?: Log;
}

/**
 * A subgraph as a mercurius application, not listening: POST /graphql for the gateway alone. A subscription is answered as an event stream
 * to who accepts one.
 */
export async function serveSubgraph(subgraph: Subgraph, options: ServeOptions): Promise<FastifyInstance> {
  const { identify, log = silentLog, heartbeatMs, mostStreams } = options;
  const app = Fastify({ bodyLimit: 4 * 1024 * 1024 });
  leaveConnections(app);
  const callers = new WeakMap<object, Caller>();
  app.addHook('onRequest', async (request) => {
    callers.set(request, await identify({ method: request.method, path: request.url, headers: request.headers }));
  });
  const deadlineOf = keepDeadlines(app, subgraph.name);
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    // The signature covers the digest; that the body has this digest shows only here.
    const digest = request.headers['content-digest'];
    if (digest !== undefined && digest !== digestOf(body)) throw new HubError('UNAUTHENTICATED');
    return JSON.parse(body.toString('utf8')) as unknown;
  });
  app.setErrorHandler(async (error, _request, reply) => {
    const hub = hubErrorIn(error);
    const status = statuses[hub?.code ?? ''] ?? (hub || error instanceof SyntaxError ? 400 : 500);
    await reply.status(status).send({ errors: [publicError(error)] });
  });
  const callerOf = (request: object): Caller => {
    const caller = callers.get(request);
    if (!caller) throw new HubError('UNAUTHENTICATED');
    return caller;
  };
  const answerOf = maskedAnswer(subgraph, log);
  for (const feed of subgraph.feeds) feed.onTrouble((error) => note(log, subgraph.name, error));
  // The form in which mercurius has its answers written makes texts of the positions in an error's path.
  app.addHook('onRoute', ({ schema }) => void delete schema?.response);
  serveEvents(app, { subgraph, callerOf, answerOf, heartbeatMs, mostStreams });
  keepScopes(app, { callerOf, deadlineOf });
  await app.register(mercurius, {
    schema: subgraph.schema,
    graphiql: false,
    ide: false,
    allowBatchedQueries: false,
    errorHandler: false,
    context: (request: object) => withDeadline(subgraph.createContext(callerOf(request)), deadlineOf(request)) as never,
    errorFormatter: (result: ExecutionResult) => ({ statusCode: 200, response: { data: null, errors: [], ...answerOf(result) } }),
  } as never);
  app.addHook('onClose', () => subgraph.close());
  await app.ready();
  return app;
}

export interface SubgraphRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown> | undefined;
  readonly operationName?: string | undefined;
}

const statuses: Readonly<Record<string, number>> = { UNAUTHENTICATED: 401, SERVICE_UNAVAILABLE: 503 };

/** The operator hears of faults and failing sources; what a caller got wrong, or may not see, is no news. */
function note(log: Log, subgraph: string, error: unknown): void {
  const code = hubErrorIn(error)?.code ?? 'INTERNAL';
  if (code === 'INTERNAL') log.error({ subgraph, ...describeError(error) }, 'a resolver failed');
  else if (code.startsWith('SOURCE_')) log.warn({ subgraph, ...describeError(error) }, 'a source failed');
}

/** What leaves of a result: its errors masked, once the operator was told of them. */
const maskedAnswer =
  (subgraph: Subgraph, log: Log) =>
  ({ data, errors = [] }: ExecutionResult): SubgraphAnswer => {
    errors.forEach((error) => note(log, subgraph.name, error));
    return { data: data ?? null, ...(errors.length > 0 && { errors: errors.map(publicError) }) };
  };

/**
 * Calls a served subgraph in memory, with the semantics of its HTTP door: fresh context, masked errors, and no throw. `subscribe` opens a
 * subscription likewise.
 */
export function inMemory(app: FastifyInstance, subgraph: Subgraph, log: Log = silentLog) {
  const options = { subgraph, answerOf: maskedAnswer(subgraph, log) };
  const subscribe = (request: SubgraphRequest, caller: Caller, signal: AbortSignal): AsyncIterable<SubgraphAnswer> =>
    subscribeInMemory(options, request, caller, signal);
  const call = async (
    { query, variables, operationName }: SubgraphRequest,
    caller: Caller,
    terms: Terms = {},
  ): Promise<SubgraphAnswer> => {
    try {
      const context = withDeadline(subgraph.createContext(caller), terms.deadline);
      // mercurius has already passed the errors through `errorFormatter`.
      const ask = () =>
        app.graphql(query, context as never, variables, operationName) as Promise<unknown> as Promise<SubgraphAnswer>;
      return await answerInScope(caller, terms, ask);
    } catch (error) {
      note(log, subgraph.name, error);
      return { data: null, errors: [publicError(error)] };
    }
  };
  return Object.assign(call, { subscribe });
}

export type SubgraphAnswer = Sourced<{
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}>;
