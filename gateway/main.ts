import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { createTokenVerifier } from '../auth/token-verifier.js';
import { followNotBefore } from '../auth/tokens/not-before.js';
import { createLog } from '../core/log.js';
import { loadGatewayConfig } from './config.js';
import { buildGateway } from './server.js';
import { createHttpCalls } from './subgraph-call/http.js';
import { watchContents } from './supergraph/watch.js';

// The gateway alone, over running subgraphs of a supergraph file. With OIDC_ISSUER set it serves the hub's own subgraphs apart.
// Without, nobody signs in: it listens on loopback only and takes no supergraph with access rules. That is for development,
// conformance suites and benchmarks.
// By default the heap grows to four times what is in use before it is tidied: twice costs no speed, and keeps a process small.
setFlagsFromString('--heap-growing-percent=100');
const { values } = parseArgs({ options: { supergraph: { type: 'string' }, port: { type: 'string', default: '4000' } } });
try {
  if (!values.supergraph) throw new Error('Say which supergraph: npm run gateway -- --supergraph FILE --port N');
  const { issuer, secret, rights, engine, operationMemory, subscriptions, host, timeoutMs, logLevel } = loadGatewayConfig(
    process.env,
  );
  const log = createLog(logLevel);
  const verifier = issuer && createTokenVerifier([issuer]);
  const calls = createHttpCalls({ timeoutMs, secret });
  const supergraphSdl = readFileSync(values.supergraph, 'utf8');
  const app = await buildGateway({
    supergraphSdl,
    verifier,
    callFor: calls.callFor,
    timeoutMs,
    ...rights,
    engine,
    subscriptions,
    operationMemory,
    log,
    issuers: issuer ? [issuer.issuer] : [],
  });
  app.addHook('onClose', () => calls.close());
  const watching = watchContents(values.supergraph, { known: supergraphSdl, take: (sdl) => app.swapSupergraph(sdl), log });
  const following = issuer && verifier && followNotBefore([issuer], verifier, log);
  const end = () => void Promise.all([following?.stop(), watching.stop(), app.close()]).then(() => process.exit(0));
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  console.log(`ready at ${await app.listen({ host, port: Number(values.port) })}/graphql`);
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  console.error(code === 'EADDRINUSE' ? `Port ${values.port} is taken: choose another with --port.` : message);
  process.exitCode = 1;
}
