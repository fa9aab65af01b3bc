import { createLog, type Log } from '../core/log.js';
import type { FastifyInstance } from 'fastify';
import type { SourceConfig } from '../core/sources.js';
import { startIssuer } from '../auth/issuer/issuer.js';
import { personas } from '../auth/issuer/personas.js';
import { purposesOf } from '../auth/roles.js';
import { createTokenVerifier } from '../auth/token-verifier.js';
import { followNotBefore, type FollowedIssuer } from '../auth/tokens/not-before.js';
import { buildGateway } from '../gateway/server.js';
import { callInMemory } from '../gateway/subgraph-call/memory.js';
import { composeSupergraph } from '../gateway/supergraph/compose.js';
import { startAccessLog, type HubAccessLog } from './access-log.js';
import type { HubConfig } from './config.js';
import { exampleQuery } from './example.js';
import { startSandboxProcess, type SandboxProcess } from './sandbox-process.js';
import { openSources, type OpenSources } from './sources/open-sources.js';
import { reloadSources } from './sources/reload.js';
import { startSubgraphs } from './subgraphs.js';

export interface RunningHub {
  readonly endpoint: string;
  readonly explorer: string;
  /** Those that run at the moment. */
  readonly sources: readonly SourceConfig[];
  readonly sandboxed: boolean;
  stop(): Promise<void>;
}

type Stops = (() => Promise<unknown>)[];

/** Starts everything in one process tree: sources, subgraphs, issuer, gateway. Ends what it had begun when a part fails to start. */
export async function startHub(
  config: HubConfig,
  sandbox: Promise<SandboxProcess> | null = config.sources ? null : startSandboxProcess(config.sandbox),
): Promise<RunningHub> {
  const stops: Stops = [];
  const stop = async () => {
    for (const end of stops.toReversed()) await end().catch(() => undefined);
  };
  const log = createLog(config.logLevel);
  // Opens while the sandbox starts. Its failure is met below.
  const opening = startAccessLog(config, log);
  opening.then((open) => open && stops.unshift(() => open.close())).catch(() => undefined);
  try {
    const configured = config.sources ?? (await sandboxSources(sandbox!, stops));
    const sources = openSources(configured, config, log);
    stops.push(() => sources.close());
    const accessLog = await opening;
    const gateway = await assemble({ config, log, sources, accessLog }, stops);
    const origin = await gateway.listen({ host: config.host, port: config.port });
    await accessLog?.opened;
    return {
      endpoint: `${origin}/graphql`,
      explorer: `${origin}/`,
      get sources() {
        return sources.current();
      },
      sandboxed: !config.sources,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function sandboxSources(starting: Promise<SandboxProcess>, stops: Stops): Promise<readonly SourceConfig[]> {
  const sandbox = await starting;
  stops.push(() => sandbox.stop());
  return sandbox.sources;
}

interface Parts {
  readonly config: HubConfig;
  readonly log: Log;
  readonly sources: OpenSources;
  readonly accessLog: HubAccessLog | null;
}

/** The gateway over this process's own subgraphs, and the realms it trusts: those configured, or the embedded one. */
async function assemble({ config, log, sources, accessLog }: Parts, stops: Stops): Promise<FastifyInstance> {
  const subgraphs = await startSubgraphs(sources.current(), log, accessLog?.reader);
  for (const { app } of subgraphs) stops.push(() => app.close());
  const calls = new Map(subgraphs.map(({ name, call }) => [name, callInMemory(name, call)]));

  const embedded = config.issuers.length > 0 ? null : await startIssuer({ environment: config.environment });
  if (embedded) stops.push(() => embedded.close());
  const issuers: readonly FollowedIssuer[] = embedded ? [embedded] : config.issuers;
  const verifier = createTokenVerifier(issuers);
  const supergraphSdl = composeSupergraph(subgraphs);
  accessLog?.knowSupergraph(supergraphSdl);
  const gateway = await buildGateway({
    supergraphSdl,
    verifier,
    callFor: (name) => calls.get(name)!,
    timeoutMs: config.requestTimeoutMs,
    ...config.rights,
    engine: config.engine,
    subscriptions: config.subscriptions,
    operationMemory: config.operationMemory,
    log,
    accessLog: accessLog?.accessLog ?? null,
    issuers: issuers.map(({ issuer }) => issuer),
    explorer: { example: exampleQuery, personas: embedded && personasAt(embedded.issuer) },
  });
  stops.push(() => gateway.close());
  const reload = reloadSources({ ...config, sources, domains: subgraphs.map(({ domain }) => domain), log });
  stops.push(() => reload.stop());
  const following = followNotBefore(issuers, verifier, log);
  stops.push(() => following.stop());
  return gateway;
}

/** The personas of the embedded issuer, for the explorer to offer. */
const personasAt = (issuer: string) => ({
  tokenUrl: `${issuer}/protocol/openid-connect/token`,
  list: Object.entries(personas).map(([name, { roles }]) => ({ name, purposes: purposesOf(roles) })),
});
