import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Policy } from '../auth/policies.js';
import type { TokenVerifier } from '../auth/token-verifier.js';
import { leaveConnections } from '../core/leave-connections.js';
import { silentLog, type Log } from '../core/log.js';
import { recordAnswers, type AccessLog } from './access-log/hook.js';
import { recorderOf } from './access-log/recorder.js';
import { contextOf, createApollo } from './apollo-door.js';
import { authenticateWith, callerOf } from './authenticate.js';
import { sendParts } from './defer/door.js';
import type { EngineName, SubgraphCall } from './engine/engine.js';
import { createFormatError } from './errors.js';
import { serveExplorer, type ExplorerOptions } from './explorer.js';
import { reportHealth } from './health.js';
import { maxBodyBytes, maxHeaderSize } from './limits/limits.js';
import { refusal, refuseInOwnWords } from './refusals.js';
import { startServing, type Serving } from './serving/start.js';

import { serveSubscriptions, type SubscriptionSettings } from './subscriptions/serve.js';
import { acceptWebSockets } from './subscriptions/websocket-door.js';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  readonly callFor: (name: string, url: string) => SubgraphCall;
  /** What plans and fetches. */
  readonly engine?: EngineName;
  /** Who checks tokens. Null: nobody signs in, which a supergraph with access rules refuses. */
  readonly verifier: TokenVerifier | null;
  /** The conditions that `@policy` may name. */
  readonly policies?: Readonly<Record<string, Policy>>;
  /** Texts of operations whose fields a caller may not see are null with an error; in any other text such a field does not exist. `'*'`: every text. */
  readonly trustedDocuments?: readonly string[] | '*';
  /** True: an operation with a denied field is refused whole. */
  readonly refuseWhole?: boolean;
  /** Key of pseudonyms, 32 characters or more; without it they last as long as the process. */
  readonly pseudonymKey?: string | undefined;
  /** The whole of a request, from question to answer. */
  readonly timeoutMs?: number;
  readonly explorer?: ExplorerOptions;
  /** Issuers to name in the protected-resource metadata (RFC 9728). */
  readonly issuers?: readonly string[];
  readonly log?: Log;
  /** How many subscriptions there may be, and how they are watched over. */
  readonly subscriptions?: SubscriptionSettings;
  /** Where every answer is recorded. Null: nowhere, for development and benchmarks. */
  readonly accessLog?: AccessLog | null;
  /** File that keeps the operations most asked for from run to run, to be made ready at start. Null: they are forgotten. */
  readonly operationMemory?: string | null;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Serves another supergraph from now on, without a question lost; rejects, and changes nothing, where that cannot be served. */
    readonly swapSupergraph: Serving['swapSupergraph'];
  }
}

/** The one endpoint as a Fastify application, not listening. Throws when the supergraph's rules cannot be read or kept. */
export async function buildGateway(options: GatewayOptions): Promise<FastifyInstance> {
  const log = options.log ?? silentLog;
  const serving = await startServing(options, log);
  const app = Fastify({
    bodyLimit: maxBodyBytes,
    forceCloseConnections: 'idle',
    genReqId: () => randomUUID(),
    http: { maxHeaderSize },
  });
  // The name by which an operator finds an answer in the log, and its record in the access log.
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  refuseInOwnWords(app, log);
  await acceptWebSockets(app, log);
  leaveConnections(app);
  if (options.accessLog) recordAnswers(app, '/graphql', options.accessLog, log);
  sendParts(app, { record: recorderOf(options.accessLog, log), format: createFormatError(log) });
  if (options.verifier) authenticateWith(app, options.verifier);
  let draining = false;
  const apollo = createApollo(serving, log);
  await apollo.start();
  app.decorate('swapSupergraph', serving.swapSupergraph);
  const { answerer, loaded } = serving.current();
  const { engine, charter } = loaded;
  const doors = serveSubscriptions(app, { answerer, engine }, { ...options, schema: charter.schema, log });
  serving.onSwap((next) => doors.subscriptions.onSwap({ answerer: next.answerer, engine: next.loaded.engine }));
  const answer = fastifyApolloHandler(apollo, { context: async (request, reply) => contextOf(request, reply) });
  app.post('/graphql', (request, reply) => doors.eventStream(request, reply) ?? answer.call(app, request, reply));
  app.route({ method: 'GET', url: '/graphql', handler: refuseGet, wsHandler: doors.webSocket });
  app.get('/schema.graphql', async (request, reply) =>
    reply.type('text/plain; charset=utf-8').send(serving.current().loaded.viewOf(callerOf(request)).sdl()),
  );
  reportHealth(app, () => !draining && (options.accessLog?.sink.healthy() ?? true));
  if (options.explorer) serveExplorer(app, options.explorer);
  app.get('/.well-known/oauth-protected-resource', async () => ({
    resource: '/graphql',
    authorization_servers: options.issuers ?? [],
  }));
  logAnswers(app, log);
  app.addHook('preClose', () => void (draining = true));
  app.addHook('onClose', async () => {
    await apollo.stop();
    await serving.stop();
  });
  return app;
}

// Variables of a GET stand in the URL, and URLs in access logs: questions about people are posted.
const refuseGet = async (_request: FastifyRequest, reply: FastifyReply) =>
  reply.status(405).header('allow', 'POST').send(refusal('BAD_REQUEST', 'Ask with POST.'));

/** One line for each answer, of nobody's data. */
function logAnswers(app: FastifyInstance, log: Log): void {
  app.addHook('onResponse', async (request, reply) => {
    log.info(
      {
        requestId: request.id,
        method: request.method,
        path: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    );
  });
}
