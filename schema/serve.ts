import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import mercurius from 'mercurius';
import type { Caller } from '../auth/caller.js';
import { digestOf, type SignedRequest } from '../auth/signature.js';
import { HubError } from '../core/errors.js';
import { describeError, silentLog, type Log } from '../core/log.js';
import { hubErrorIn, publicError } from '../core/public-error.js';
import type { Subgraph } from './subgraph.js';

export interface ServeOptions {
  /** The caller the gateway vouches for, from the request's signature; throws for anyone else, before the body is read. */
  readonly identify: (request: SignedRequest) => Caller | Promise<Caller>;
  readonly log?: Log;
}

/** A subgraph as a mercurius application, not listening: POST /graphql for the gateway alone. */
export async function serveSubgraph(subgraph: Subgraph, { identify, log = silentLog }: ServeOptions): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: 4 * 1024 * 1024 });
  const callers = new WeakMap<object, Caller>();
  app.addHook('onRequest', async (request) => {
    callers.set(request, await identify({ method: request.method, path: request.url, headers: request.headers }));
  });
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    // The signature covers the digest; that the body has this digest shows only here.
    const digest = request.headers['content-digest'];
    if (digest !== undefined && digest !== digestOf(body)) throw new HubError('UNAUTHENTICATED');
    return JSON.parse(body.toString('utf8')) as unknown;
  });
  app.setErrorHandler(async (error, _request, reply) => {
    const hub = hubErrorIn(error);
    const status = hub?.code === 'UNAUTHENTICATED' ? 401 : hub || error instanceof SyntaxError ? 400 : 500;
    await reply.status(status).send({ errors: [publicError(error)] });
  });
  await app.register(mercurius, {
    schema: subgraph.schema,
    graphiql: false,
    ide: false,
    allowBatchedQueries: false,
    errorHandler: false,
    context: (request: object) => {
      const caller = callers.get(request);
      if (!caller) throw new HubError('UNAUTHENTICATED');
      return subgraph.createContext(caller) as never;
    },
    errorFormatter: ({ data, errors = [] }: ExecutionResult) => {
      errors.forEach((error) => note(log, subgraph.name, error));
      return { statusCode: 200, response: { data: data ?? null, errors: errors.map(publicError) } as never };
    },
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

/** The operator hears of faults and failing sources; what a caller got wrong, or may not see, is no news. */
function note(log: Log, subgraph: string, error: unknown): void {
  const code = hubErrorIn(error)?.code ?? 'INTERNAL';
  if (code === 'INTERNAL') log.error({ subgraph, ...describeError(error) }, 'a resolver failed');
  else if (code.startsWith('SOURCE_')) log.warn({ subgraph, ...describeError(error) }, 'a source failed');
}

/** Calls a served subgraph in memory, with the semantics of its HTTP door: fresh context, masked errors, and no throw. */
export function inMemory(app: FastifyInstance, subgraph: Subgraph, log: Log = silentLog) {
  return async ({ query, variables, operationName }: SubgraphRequest, caller: Caller): Promise<SubgraphAnswer> => {
    try {
      // mercurius has already passed the errors through `errorFormatter`.
      return (await app.graphql(query, subgraph.createContext(caller) as never, variables, operationName)) as SubgraphAnswer;
    } catch (error) {
      note(log, subgraph.name, error);
      return { data: null, errors: [publicError(error)] };
    }
  };
}

export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}
