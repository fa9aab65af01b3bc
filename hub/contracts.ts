import { printSchema } from 'graphql';
import { createApolloEngine } from '../gateway/engine/apollo.js';
import { composeSupergraph } from '../gateway/supergraph/compose.js';
import { splitSupergraph } from '../gateway/supergraph/split.js';
import { subgraphFactories } from './subgraphs.js';

/** The texts of `schema/*.graphql` by file name: every subgraph's SDL, the supergraph, and the schema clients see. */
export async function printContracts(): Promise<Record<string, string>> {
  const subgraphs = await Promise.all(Object.values(subgraphFactories).map((create) => create([])));
  const supergraphSdl = composeSupergraph(subgraphs);
  const engine = await createApolloEngine(
    splitSupergraph(supergraphSdl).executableSdl,
    () => () => Promise.reject(new Error('not served')),
  );
  const api = printSchema(engine.apiSchema);
  await engine.stop();
  return {
    ...Object.fromEntries(subgraphs.map(({ name, sdl }) => [`${name}.graphql`, `${sdl.trim()}\n`])),
    'supergraph.graphql': `${supergraphSdl.trim()}\n`,
    'api.graphql': `${api.trim()}\n`,
  };
}
