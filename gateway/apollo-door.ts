import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../auth/caller.js';
import type { PurposeStatement } from '../auth/purposes.js';
import type { Log } from '../core/log.js';
import type { Draft } from './access-log/draft.js';
import { draftOf } from './access-log/hook.js';
import type { Question } from './answer.js';
import { callerOf } from './authenticate.js';
import { clientOf, type Client } from './client.js';
import { createDocumentStore } from './document-store.js';
import { follow, readsParts } from './defer/door.js';
import type { LaterParts } from './defer/fetch-in-parts.js';
import { createFormatError } from './errors.js';
import { maxTokens } from './limits/limits.js';
import { statedPurpose } from './purpose.js';
import type { Served, Service } from './serving/served.js';
import { textOf, type Answer } from './writing/written.js';

/** What of the HTTP request a question takes along. */
export interface Context {
  readonly caller: Caller | null;
  readonly statement: PurposeStatement | null;
  readonly dryRun: boolean;
  readonly draft: Draft;
  readonly client: Client;
  /** Is told of the parts that follow an answer. Undefined where the client reads none. */
  readonly inParts: ((later: LaterParts) => void) | undefined;
}

export const contextOf = (request: FastifyRequest, reply: FastifyReply): Context => ({
  caller: callerOf(request),
  statement: statedPurpose(request.headers),
  dryRun: request.headers['x-dry-run'] === 'true',
  draft: draftOf(request),
  client: clientOf(reply),
  inParts: readsParts(request) ? (later) => follow(request, later) : undefined,
});

type GatewayInterface = ApolloServerOptionsWithGateway<Context>['gateway'];
type GatewayExecutor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;

/** Apollo Server as the door: it reads requests and writes answers; what lies between is the answerer's. */
export function createApollo(served: Served, log: Log): ApolloServer<Context> {
  return new ApolloServer<Context>({
    gateway: asApolloGateway(served),
    formatError: createFormatError(log),
    includeStacktraceInErrorResponses: false,
    introspection: true,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    parseOptions: { maxTokens },
    documentStore: createDocumentStore(),
    // Not left out: the answerer validates, against the schema as the caller may see it.
    dangerouslyDisableValidation: true,
    stringifyResult: (result) => textOf(result as Answer),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

/** Our answerer in the place that Apollo Server keeps for its own gateway. */
function asApolloGateway(served: Served): GatewayInterface {
  const executor: GatewayExecutor = ({ document, request, queryHash, context }) =>
    answerFrom(served, {
      document,
      operationName: request.operationName ?? null,
      hash: queryHash,
      variables: request.variables ?? {},
      ...(context as Context),
    });
  return {
    load: async () => ({ executor }),
    onSchemaLoadOrUpdate(callback) {
      const tell = ({ loaded }: Service) => callback({ apiSchema: loaded.engine.apiSchema, coreSupergraphSdl: '' });
      tell(served.current());
      return served.onSwap(tell);
    },
    stop: async () => undefined,
  };
}

/** Answers from the service in use, which runs on until the last part of the answer is told. */
async function answerFrom(served: Served, question: Question): Promise<Answer> {
  const { service, release } = served.hold();
  let ended: Promise<void> | undefined;
  const { inParts } = question;
  const follows = (parts: LaterParts) => {
    ended = parts.later.ended;
    inParts?.(parts);
  };
  try {
    return await service.answerer.answer({ ...question, inParts: inParts && follows });
  } finally {
    if (ended) void ended.then(release);
    else release();
  }
}
