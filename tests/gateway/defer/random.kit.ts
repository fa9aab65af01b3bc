import { buildSubgraphSchema } from '@apollo/subgraph';
import { buildASTSchema, graphql, parse } from 'graphql';
import { publicError } from '../../../core/public-error.js';
import type { SubgraphAnswer } from '../../../gateway/engine/engine.js';
import { buildGateway } from '../../../gateway/server.js';
import { composeSupergraph } from '../../../gateway/supergraph/compose.js';
import { linkOf } from '../compiled/both-engines.js';
import { randomOperation, type ArgumentValues } from '../compiled/random-operation.js';
import type { SmallSubgraph } from '../small-federation.js';
import { accept } from './library.js';
import { allParts, merged, type Part } from './multipart.js';
import { withRandomDefer } from './random-defer.js';

/** A gateway without rules over subgraphs, asked for random operations with `@defer` here and there: in parts and whole. */
export async function randomlyAsked(subgraphs: Record<string, SmallSubgraph>, values: ArgumentValues, depth?: number) {
  const app = await buildGateway({
    supergraphSdl: composeSupergraph(Object.entries(subgraphs).map(([name, { sdl }]) => ({ name, sdl: linkOf(sdl) + sdl }))),
    engine: 'compiled',
    verifier: null,
    callFor: (name) => {
      const { sdl, resolvers } = subgraphs[name]!;
      const schema = buildSubgraphSchema([{ typeDefs: parse(linkOf(sdl) + sdl), resolvers: resolvers as never }]);
      return async ({ query, variables }) => {
        const { data, errors } = await graphql({ schema, source: query, variableValues: variables });
        return JSON.parse(JSON.stringify({ data, ...(errors && { errors: errors.map(publicError) }) })) as SubgraphAnswer;
      };
    },
  });
  const schema = buildASTSchema(parse((await app.inject('/schema.graphql')).body));
  const post = async (payload: object, accepts: string): Promise<Part[]> => {
    const { body, headers } = await app.inject({ method: 'POST', url: '/graphql', headers: { accept: accepts }, payload });
    return String(headers['content-type']).startsWith('multipart') ? allParts(body) : [JSON.parse(body) as Part];
  };
  return {
    async ask(seed: number) {
      const { query: plain, variables } = randomOperation(schema, seed, values, depth);
      const query = withRandomDefer(plain, seed);
      const [whole] = await post({ query, variables }, 'application/json');
      return { query, variables, whole: whole!, parts: await post({ query, variables }, accept) };
    },
    close: () => app.close(),
  };
}

type Json = Record<string | number, unknown>;
type Path = readonly (string | number)[];

/** The answer that parts make, with null for what a whole answer has no object for: a part that is null leaves what stands around it. */
export function asWhole(parts: readonly Part[], whole: unknown): unknown {
  const data = { root: merged(parts) };
  for (const { incremental = [] } of parts)
    for (const { path, data: told } of incremental) if (told === null) nullWhereNull(data, { root: whole }, ['root', ...path]);
  return data.root;
}

function nullWhereNull(data: Json, whole: Json, [key, ...rest]: Path): void {
  if (data[key!] === null) return;
  if (whole[key!] === null) data[key!] = null;
  else if (rest.length > 0) nullWhereNull(data[key!] as Json, whole[key!] as Json, rest);
}

/** What errors say, and where: each once. */
export const errorsIn = (parts: readonly Part[]): string[] => [
  ...new Set(
    parts
      .flatMap(({ errors = [], incremental = [] }) => [...errors, ...incremental.flatMap((item) => item.errors ?? [])])
      .map(({ path = [], message }) => `${path.join('.')} ${message}`),
  ),
];

/** Is what an error names part of an object in the data? */
export function isReached(data: unknown, error: string): boolean {
  const path = error.split(' ', 1)[0]!.split('.');
  return path.every((_key, index) => {
    const value = path.slice(0, index).reduce<unknown>((at, key) => (at as Json | null)?.[key], data);
    return value !== null && value !== undefined;
  });
}
