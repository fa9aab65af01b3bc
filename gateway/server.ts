import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled, ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Caller } from '../auth/caller.js';
import { policies as hubPolicies, type Policy } from '../auth/policies.js';
import type { TokenVerifier } from '../auth/token-verifier.js';
import { silentLog, type Log } from '../core/log.js';
import { createAnswerer } from './answer.js';
import { authenticateWith, callerOf } from './authenticate.js';
import { createApolloEngine } from './engine/apollo.js';
import type { Engine, SubgraphCall } from './engine/engine.js';
import { createFormatError } from './errors.js';
import { serveExplorer, type ExplorerOptions } from './explorer.js';
import { reportHealth } from './health.js';
import { maxBodyBytes, maxTokens, maxValidationErrors } from './limits/limits.js';
import { refusal, refuseInOwnWords } from './refusals.js';
import { rightsOf } from './rights/decisions.js';
import { policiesIn } from './rights/rules.js';
import { createViews } from './rights/view.js';
import { splitSupergraph } from './supergraph/split.js';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  readonly callFor: (name: string, url: string) => SubgraphCall;
  /** Who checks tokens. Null: nobody signs in, which a supergraph with access rules refuses. */
  readonly verifier: TokenVerifier | null;
  /** The conditions that `@policy` may name. */
  readonly policies?: Readonly<Record<string, Policy>>;
  /** The whole of a request, from question to answer. */
  readonly timeoutMs?: number;
  readonly explorer?: ExplorerOptions;
  /** Issuers to name in the protected-resource metadata (RFC 9728). */
  readonly issuers?: readonly string[];
  readonly log?: Log;
}

interface Context {
  readonly caller: Caller | null;
}

/** The one endpoint as a Fastify application, not listening. Throws when the supergraph's rules cannot be read or kept. */
export async function buildGateway(options: GatewayOptions): Promise<FastifyInstance> {
  const { engine, rules, policies, viewOf } = await loadSupergraph(options);
  const answer = createAnswerer(engine, { rules, policies, viewOf, timeoutMs: options.timeoutMs ?? 10_000 });

  const log = options.log ?? silentLog;
  const app = Fastify({ bodyLimit: maxBodyBytes, forceCloseConnections: 'idle' });
  refuseInOwnWords(app, log);
  if (options.verifier) authenticateWith(app, options.verifier);
  let draining = false;
  const apollo = createApollo(engine, answer, log);
  await apollo.start();
  app.route({
    url: '/graphql',
    method: ['POST'],
    handler: fastifyApolloHandler(apollo, { context: async (request) => ({ caller: callerOf(request) }) }),
  });
  // Variables of a GET stand in the URL, and URLs in access logs: questions about people are posted.
  app.get('/graphql', async (_request, reply) =>
    reply.status(405).header('allow', 'POST').send(refusal('BAD_REQUEST', 'Ask with POST.')),
  );
  app.get('/schema.graphql', async (request, reply) =>
    reply.type('text/plain; charset=utf-8').send(viewOf(callerOf(request)).sdl()),
  );
  reportHealth(app, () => !draining);
  if (options.explorer) serveExplorer(app, options.explorer);
  app.get('/.well-known/oauth-protected-resource', async () => ({
    resource: '/graphql',
    authorization_servers: options.issuers ?? [],
  }));
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
  app.addHook('preClose', () => void (draining = true));
  app.addHook('onClose', async () => {
    await apollo.stop();
    await engine.stop();
  });
  return app;
}

/** The engine over what may be executed, and the rules apart from it; throws rather than serve a supergraph whose rules would not be kept. */
async function loadSupergraph({ supergraphSdl, verifier, policies = hubPolicies, callFor }: GatewayOptions) {
  const { executableSdl, rules } = splitSupergraph(supergraphSdl);
  if (!verifier && rules.size > 0) throw new Error('The supergraph has access rules: it cannot be served without sign-in.');
  const unknown = [...policiesIn(rules)].filter((name) => !Object.hasOwn(policies, name));
  if (unknown.length > 0) throw new Error(`The supergraph names policies the hub does not know: ${unknown.join(', ')}.`);
  const engine = await createApolloEngine(executableSdl, callFor);
  const views = createViews(engine.apiSchema, rules);
  return { engine, rules, policies, viewOf: (caller: Caller | null) => views(rightsOf(caller)) };
}

type Answer = ReturnType<typeof createAnswerer>;
type GatewayInterface = ApolloServerOptionsWithGateway<Context>['gateway'];
type GatewayExecutor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;

function createApollo(engine: Engine, answer: Answer, log: Log): ApolloServer<Context> {
  return new ApolloServer<Context>({
    gateway: asApolloGateway(engine, answer),
    formatError: createFormatError(log),
    includeStacktraceInErrorResponses: false,
    introspection: true,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    parseOptions: { maxTokens },
    validationOptions: { maxErrors: maxValidationErrors },
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginUsageReportingDisabled()],
  });
}

/** Our answerer in the place that Apollo Server keeps for its own gateway. */
function asApolloGateway(engine: Engine, answer: Answer): GatewayInterface {
  const executor: GatewayExecutor = async ({ document, request, queryHash, context }) => {
    const { data, errors } = await answer({
      document,
      operationName: request.operationName ?? null,
      hash: queryHash,
      variables: request.variables ?? {},
      caller: (context as Context).caller,
    });
    return { data: data ?? null, ...(errors && { errors }) };
  };
  return {
    load: async () => ({ executor }),
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: engine.apiSchema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: async () => undefined,
  };
}
