import './telemetry-off.js';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { plannerLimits } from '../limits/limits.js';
import { callNote } from '../source-notes.js';
import { nothingRepeated } from '../writing/fetched.js';
import type { Engine, EngineRequest, SubgraphCall } from './engine.js';
import { placeErrors } from './place-errors.js';
import { createReadable, typenameAsked } from './response-keys.js';

type Executor = Awaited<ReturnType<ApolloGateway['load']>>['executor'];
type RequestContext = Parameters<Executor>[0];

/** What of a request the data sources need; handed through the stock gateway as its context. */
type Hop = Pick<EngineRequest, 'caller' | 'signal' | 'requestId' | 'deadline' | 'maxAgeSeconds' | 'onCall'>;

/** The reference engine: the stock gateway, with our way of calling subgraphs. */
export async function createApolloEngine(
  executableSdl: string,
  callFor: (name: string, url: string) => SubgraphCall,
): Promise<Engine> {
  const gateway = new ApolloGateway({
    supergraphSdl: executableSdl,
    buildService: ({ name, url }) => dataSource(name, callFor(name, url ?? '')),
    queryPlannerConfig: { debug: plannerLimits },
    logger: silent,
  });
  const schema = nextSchema(gateway);
  const { executor } = await gateway.load();
  const apiSchema = await schema;
  const readable = createReadable(apiSchema);
  return {
    apiSchema,
    async execute(asked) {
      const { operationName, key, variables } = asked;
      const { document, selectionFor } = readable(asked.document, operationName);
      const { data, errors } = await executor({
        request: { query: '', variables: { ...variables }, operationName: operationName ?? undefined },
        document,
        operationName,
        queryHash: key,
        schema: apiSchema,
        context: hopOf(asked),
        logger: silent,
        metrics: {},
      } as unknown as RequestContext);
      return {
        data: data ?? null,
        errors: errors ?? [],
        selection: selectionFor(variables),
        typenameOf: typenameAsked,
        repeated: nothingRepeated,
      };
    },
    stop: () => gateway.stop(),
  };
}

const hopOf = ({ caller, signal, requestId, deadline, maxAgeSeconds, onCall }: EngineRequest): Hop => ({
  caller,
  signal,
  onCall,
  ...(requestId !== undefined && { requestId }),
  ...(deadline !== undefined && { deadline }),
  ...(maxAgeSeconds !== undefined && { maxAgeSeconds }),
});

function dataSource(name: string, call: SubgraphCall): GraphQLDataSource {
  return {
    async process(options) {
      const { query, variables, operationName } = options.request;
      const hop = options.context as Hop;
      const begun = performance.now();
      const answer = await call({ query: query ?? '', variables, operationName }, hop);
      hop.onCall(callNote(name, answer, Math.round(performance.now() - begun)));
      return placeErrors(answer, { query: query ?? '', variables });
    },
  };
}

/** The API schema that the gateway announces while it loads. */
const nextSchema = (gateway: ApolloGateway) =>
  new Promise<Engine['apiSchema']>((resolve) => {
    gateway.onSchemaLoadOrUpdate(({ apiSchema }) => resolve(apiSchema));
  });

const ignore = () => undefined;
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
