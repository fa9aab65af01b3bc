import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildGateway } from './server.js';
import { callOverHttp } from './subgraph-call/http.js';

// The gateway alone, over running subgraphs of any supergraph file. Nobody signs in, so it listens on loopback only and takes no
// supergraph with access rules: for development, conformance suites and benchmarks.
const { values } = parseArgs({ options: { supergraph: { type: 'string' }, port: { type: 'string', default: '4000' } } });
try {
  if (!values.supergraph) throw new Error('Say which supergraph: npm run gateway -- --supergraph FILE --port N');
  const port = Number(values.port);
  const app = await buildGateway({
    supergraphSdl: readFileSync(values.supergraph, 'utf8'),
    verifier: null,
    callFor: (name, url) => callOverHttp(name, url, { timeoutMs: 10_000, secret: null }),
    timeoutMs: 30_000,
  });
  const end = () => void app.close().then(() => process.exit(0));
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  console.log(`ready at ${await app.listen({ host: '127.0.0.1', port })}/graphql`);
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  console.error(code === 'EADDRINUSE' ? `Port ${values.port} is taken: choose another with --port.` : message);
  process.exitCode = 1;
}
