import 'reflect-metadata';
import { startIssuer } from '../auth/issuer/issuer.js';
import { createTokenVerifier } from '../auth/token-verifier.js';
import { silentLog } from '../core/log.js';
import { createKeyedHash } from '../gateway/access-log/keyed-hash.js';
import { defaultVisibility, visibilityRules } from '../gateway/access-log/visibility.js';
import { buildGateway } from '../gateway/server.js';
import { callInMemory } from '../gateway/subgraph-call/memory.js';
import { composeSupergraph } from '../gateway/supergraph/compose.js';
import { startSandboxProcess } from '../hub/sandbox-process.js';
import { startSubgraphs } from '../hub/subgraphs.js';

// The hub as `npm start` runs it, but for its log: records are made, and kept nowhere. For comparison only.
const sandbox = await startSandboxProcess({ scale: 1, latencyMs: 0, movesEveryMs: 0 });
const subgraphs = await startSubgraphs(sandbox.sources, silentLog);
const calls = new Map(subgraphs.map(({ name, call }) => [name, callInMemory(name, call)]));
const issuer = await startIssuer({ environment: 'bench' });
const gateway = await buildGateway({
  supergraphSdl: composeSupergraph(subgraphs),
  verifier: createTokenVerifier([issuer]),
  callFor: (name) => calls.get(name)!,
  issuers: [issuer.issuer],
  accessLog: {
    sink: { commit: async () => undefined, enqueue: () => true, healthy: () => true, mayDisclose: () => true },
    hash: createKeyedHash('b'.repeat(32)),
    visibility: visibilityRules(defaultVisibility),
  },
});
const origin = await gateway.listen({ host: '127.0.0.1', port: 0 });
console.log(JSON.stringify({ endpoint: `${origin}/graphql`, explorer: `${origin}/` }));
process.on('SIGTERM', () => void sandbox.stop().then(() => process.exit(0)));
