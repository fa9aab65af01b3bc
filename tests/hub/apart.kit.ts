import { SourceConfig } from '../../core/sources.js';
import { createSignatureVerifier } from '../../auth/signature.js';
import { serveSubgraph } from '../../schema/serve.js';
import { subgraphFactories } from '../../hub/subgraphs.js';
import { startSandbox } from '../../sandbox/start.js';

export type Ends = (() => Promise<unknown>)[];

/** Every subgraph in a server of its own, over a small sandbox. `options`: for all its sources. What is to be ended joins `ends`. */
export async function serveApart(secret: string, ends: Ends, options: object = {}) {
  const systems = await startSandbox({ scale: 0.1, latencyMs: 0 });
  for (const system of systems) ends.push(() => system.close());
  const sources = systems.map(({ source }) => SourceConfig.parse({ ...source, options: { ...source.options, ...options } }));
  return Promise.all(
    Object.values(subgraphFactories).map(async (create) => {
      const subgraph = await create(sources);
      const app = await serveSubgraph(subgraph, { identify: createSignatureVerifier(secret) });
      ends.push(() => app.close());
      return { name: subgraph.name, sdl: subgraph.sdl, url: `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql` };
    }),
  );
}
