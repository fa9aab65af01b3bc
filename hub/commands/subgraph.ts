import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { createSignatureVerifier } from '../../auth/signature.js';
import { createLog } from '../../core/log.js';
import { serveSubgraph } from '../../schema/serve.js';
import { loadConfig } from '../config.js';
import { subgraphFactories } from '../subgraphs.js';

// One subgraph in a process of its own: npm run subgraph -- kpi --port 4101, with HUB_CONFIG and HUB_SUBGRAPH_SECRET set.
const { values, positionals } = parseArgs({ options: { port: { type: 'string', default: '0' } }, allowPositionals: true });
const secret = process.env['HUB_SUBGRAPH_SECRET'] ?? '';
const create = subgraphFactories[positionals[0] ?? ''];
try {
  if (!create) throw new Error(`Say which subgraph: ${Object.keys(subgraphFactories).join(', ')}.`);
  if (secret.length < 32) throw new Error('Set HUB_SUBGRAPH_SECRET to at least 32 characters, the same as at the gateway.');
  const { sources, host, logLevel } = loadConfig(process.env);
  if (!sources) throw new Error('Set HUB_CONFIG to the file that lists the sources.');
  const app = await serveSubgraph(await create(sources), {
    identify: createSignatureVerifier(secret),
    log: createLog(logLevel),
  });
  console.log(`${positionals[0]} at ${await app.listen({ host, port: Number(values.port) })}/graphql`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void app.close().then(() => process.exit(0)));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
