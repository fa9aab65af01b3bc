import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type ExecutionResult } from 'graphql';
import type { Caller } from '../../../auth/caller.js';
import { publicError } from '../../../core/public-error.js';
import { createApolloEngine } from '../../../gateway/engine/apollo.js';
import { createCompiledEngine } from '../../../gateway/engine/compiled/engine.js';
import { createPlanner } from '../../../gateway/engine/compiled/planner/planner.js';
import type { CallNote, Engine, EngineName, SubgraphAnswer, SubgraphCall } from '../../../gateway/engine/engine.js';
import { composeSupergraph } from '../../../gateway/supergraph/compose.js';
import { writeAnswer } from '../../../gateway/writing/answer.js';
import type { SmallSubgraph } from '../small-federation.js';

const names = ['key', 'external', 'requires', 'provides', 'shareable', 'interfaceObject', 'inaccessible', 'override'];
const contexts = ['context', 'fromContext'];
/** What a subgraph's schema must link to for the directives it uses. */
export const linkOf = (sdl: string) => {
  const imported = [...names, ...contexts.filter((name) => sdl.includes(`@${name}(`))].map((name) => `@${name}`);
  return `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${JSON.stringify(imported)})\n`;
};

export interface Fetched {
  readonly name: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly requestId: string | undefined;
  readonly deadline: number | undefined;
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
  readonly deadline?: number;
  readonly caller?: Caller;
}

/** Answers in the place of a subgraph; undefined: the subgraph itself does, now or then. */
export type Interception = (fetch: Fetched) => Promise<SubgraphAnswer | undefined> | undefined;

/** Both engines over the same subgraphs in memory; the stock one once it is asked, for there is what it cannot load. */
export async function bothEngines(subgraphs: Record<string, SmallSubgraph>, intercept: Interception = () => undefined) {
  const sdl = composeSupergraph(Object.entries(subgraphs).map(([name, { sdl: own }]) => ({ name, sdl: linkOf(own) + own })));
  let fetches: Fetched[] = [];
  const callFor = (name: string): SubgraphCall => {
    const { sdl: text, resolvers } = subgraphs[name]!;
    const schema = buildSubgraphSchema([{ typeDefs: parse(linkOf(text) + text), resolvers: resolvers as never }]);
    return async ({ query, variables = {} }, { requestId, deadline }) => {
      const fetch = { name, query, variables, requestId, deadline };
      fetches.push(fetch);
      const instead = await intercept(fetch);
      if (instead) return instead;
      const { data, errors } = await graphql({ schema, source: query, variableValues: variables });
      // As it would arrive from another process.
      const answer = { data, ...(errors && { errors: errors.map(publicError) }), unshared: true };
      return JSON.parse(JSON.stringify(answer)) as Awaited<ReturnType<SubgraphCall>>;
    };
  };
  const own = await createCompiledEngine(sdl, callFor, (text) => createPlanner(text, { deadlineMs: 20_000 }));
  let stock: Promise<Engine> | undefined;
  const engineOf = async (name: EngineName) => (name === 'compiled' ? own : (stock ??= createApolloEngine(sdl, callFor)));
  const ask = async (engine: EngineName, query: string, variables: object = {}, options: AskOptions = {}): Promise<Outcome> => {
    const chosen = await engineOf(engine);
    fetches = [];
    const calls: CallNote[] = [];
    const fetched = await chosen.execute({
      document: parse(query),
      operationName: options.operationName ?? null,
      key: query,
      variables: { ...variables },
      caller: options.caller ?? null,
      signal: options.signal ?? new AbortController().signal,
      ...(options.requestId && { requestId: options.requestId }),
      ...(options.deadline && { deadline: options.deadline }),
      onCall: (note) => void calls.push(note),
    });
    const { data, errors } = engine === 'compiled' ? writeAnswer(fetched) : asStockAnswers(fetched);
    return { data: plain(data), errors: (errors ?? []).map(described).toSorted(), fetches, calls };
  };
  const stop = async () => {
    await own.stop();
    await (await stock)?.stop();
  };
  return { apiSchema: own.apiSchema, ask, stop };
}

/** The stock engine's own answer, without what we had it ask for besides. */
const asStockAnswers = ({ data, errors }: Awaited<ReturnType<Engine['execute']>>) => ({
  data: JSON.parse(JSON.stringify(data), (_key, value: unknown) => withoutAlias(value)) as unknown,
  errors,
});

function withoutAlias(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '__hub_typename'));
}

const described = ({ path, message, extensions }: NonNullable<ExecutionResult['errors']>[number]) =>
  `${(path ?? ['?']).join('.')} ${message} ${String(extensions['code'])}`;

const plain = (data: unknown): unknown => JSON.parse(JSON.stringify(data ?? null));
