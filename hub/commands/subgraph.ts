import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { createSignatureVerifier } from '../../auth/signature.js';
import { createLog } from '../../core/log.js';
import { serveSubgraph } from '../../schema/serve.js';
import { openConfig } from '../config.js';
import { openSources } from '../sources/open-sources.js';
import { reloadSources } from '../sources/reload.js';
import { openDomainOf, subgraphFactories } from '../subgraphs.js';

// One subgraph in a process of its own: npm run subgraph -- kpi --port 4101, with HUB_CONFIG and HUB_SUBGRAPH_SECRET set.
const { values, positionals } = parseArgs({ options: { port: { type: 'string', default: '0' } }, allowPositionals: true });
const secret = process.env['HUB_SUBGRAPH_SECRET'] ?? '';
const [name = ''] = positionals;
try {
  if (!(name in subgraphFactories)) throw new Error(`Say which subgraph: ${Object.keys(subgraphFactories).join(', ')}.`);
  if (secret.length < 32) throw new Error('Set HUB_SUBGRAPH_SECRET to at least 32 characters, the same as at the gateway.');
  const config = await openConfig(process.env);
  const { file, host, logLevel, requestTimeoutMs } = config;
  if (!file || !config.sources) throw new Error('Set HUB_CONFIG to the file that lists the sources.');
  const log = createLog(logLevel);
  const sources = openSources(config.sources, config, log);
  const domain = await openDomainOf(name, sources.current());
  const app = await serveSubgraph(domain.subgraph, { identify: createSignatureVerifier(secret), log });
  const reload = reloadSources({ file, sources, domains: [domain], requestTimeoutMs, log });
  const end = async () => {
    await reload.stop();
    await app.close();
    await sources.close();
    process.exit(0);
  };
  console.log(`${name} at ${await app.listen({ host, port: Number(values.port) })}/graphql`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end());
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
