import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type ExecutionResult } from 'graphql';
import { publicError } from '../../../core/public-error.js';
import { createApolloEngine } from '../../../gateway/engine/apollo.js';
import { createCompiledEngine } from '../../../gateway/engine/compiled/engine.js';
import type { CallNote, Engine, EngineName, SubgraphCall } from '../../../gateway/engine/engine.js';
import { composeSupergraph } from '../../../gateway/supergraph/compose.js';
import type { SmallSubgraph } from '../small-federation.js';

const names = ['key', 'external', 'requires', 'provides', 'shareable', 'interfaceObject', 'inaccessible', 'override'];
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${JSON.stringify(names.map((name) => `@${name}`))})\n`;

export interface Fetched {
  readonly name: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly requestId: string | undefined;
}

export interface Outcome {
  readonly data: unknown;
  /** `path message code`, sorted. */
  readonly errors: readonly string[];
  readonly fetches: readonly Fetched[];
  readonly calls: readonly CallNote[];
}

export interface AskOptions {
  readonly signal?: AbortSignal;
  readonly operationName?: string;
  readonly requestId?: string;
}

/** Answers in the place of a subgraph; undefined: the subgraph itself does. */
export type Interception = (fetch: Fetched) => ReturnType<SubgraphCall> | undefined;

/** Both engines over the same subgraphs in memory. */
export async function bothEngines(subgraphs: Record<string, SmallSubgraph>, intercept: Interception = () => undefined) {
  const sdl = composeSupergraph(Object.entries(subgraphs).map(([name, { sdl: own }]) => ({ name, sdl: link + own })));
  let fetches: Fetched[] = [];
  const callFor = (name: string): SubgraphCall => {
    const { sdl: own, resolvers } = subgraphs[name]!;
    const schema = buildSubgraphSchema([{ typeDefs: parse(link + own), resolvers: resolvers as never }]);
    return async ({ query, variables = {} }, { requestId }) => {
      const fetch = { name, query, variables, requestId };
      fetches.push(fetch);
      const instead = intercept(fetch);
      if (instead) return instead;
      const { data, errors } = await graphql({ schema, source: query, variableValues: variables });
      // As it would arrive from another process.
      return JSON.parse(JSON.stringify({ data, ...(errors && { errors: errors.map(publicError) }) })) as Awaited<
        ReturnType<SubgraphCall>
      >;
    };
  };
  const engines: Record<EngineName, Engine> = {
    apollo: await createApolloEngine(sdl, callFor),
    compiled: await createCompiledEngine(sdl, callFor),
  };
  const ask = async (engine: EngineName, query: string, variables: object = {}, options: AskOptions = {}): Promise<Outcome> => {
    fetches = [];
    const calls: CallNote[] = [];
    const { data, errors } = await engines[engine].execute({
      document: parse(query),
      operationName: options.operationName ?? null,
      key: query,
      variables: { ...variables },
      caller: null,
      signal: options.signal ?? new AbortController().signal,
      ...(options.requestId && { requestId: options.requestId }),
      onCall: (note) => void calls.push(note),
    });
    return { data: plain(data), errors: (errors ?? []).map(described).toSorted(), fetches, calls };
  };
  const stop = async () => void (await Promise.all(Object.values(engines).map((engine) => engine.stop())));
  return { apiSchema: engines.compiled.apiSchema, ask, stop };
}

const described = ({ path, message, extensions }: NonNullable<ExecutionResult['errors']>[number]) =>
  `${(path ?? ['?']).join('.')} ${message} ${String(extensions['code'])}`;

const plain = (data: unknown): unknown => JSON.parse(JSON.stringify(data ?? null));
