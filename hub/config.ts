import { resolve } from 'node:path';
import { z } from 'zod';
import { checkIssuer, issuerOf, issuerVariables } from '../auth/config.js';
import type { FollowedIssuer } from '../auth/tokens/not-before.js';
import type { FreshnessOverrides } from '../connectors/freshness/freshness-of.js';
import { logLevels } from '../core/log.js';
import type { SourceConfig } from '../core/sources.js';
import { accessLogSettings, accessLogVariables, type AccessLogSettings } from '../gateway/access-log/settings.js';
import { defaultVisibility, type VisibilityOptions } from '../gateway/access-log/visibility.js';
import type { EngineName } from '../gateway/engine/engine.js';
import {
  engineVariables,
  operationMemoryVariables,
  rightsSettings,
  rightsVariables,
  type RightsSettings,
  subscriptionSettings,
  subscriptionVariables,
} from '../gateway/settings.js';
import type { SubscriptionSettings } from '../gateway/subscriptions/serve.js';
import { FaultyFile } from './config/faults.js';
import type { HubFile } from './config/form.js';
import { contentsOf, readHubFile, type ReadFile } from './config/read-file.js';
import type { SandboxSettings } from './sandbox-process.js';

const Variables = z.object({
  NODE_ENV: z.string().optional(),
  HUB_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HUB_HOST: z.string().default('127.0.0.1'),
  HUB_LOG_LEVEL: z.enum(logLevels).default('warn'),
  HUB_REQUEST_TIMEOUT_MS: z.coerce.number().int().positive().max(120_000).default(10_000),
  /** File that lists sources and issuers; without it the sandbox is started. */
  HUB_CONFIG: z.string().optional(),
  /** Where what sources answered is kept for all processes of the hub; without it each keeps its own. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Seals what is kept. Without it each process makes its own, and cannot read what another kept. */
  HUB_CACHE_KEY: z.string().min(32).optional(),
  ...issuerVariables,
  ...rightsVariables,
  ...engineVariables,
  ...subscriptionVariables,
  ...operationMemoryVariables,
  ...accessLogVariables,
  SANDBOX_SCALE: z.coerce.number().positive().max(50).default(1),
  SANDBOX_LATENCY_MS: z.coerce.number().int().min(0).max(60_000).default(0),
  /** While somebody subscribes to changes, the sandbox makes one by itself this often; 0: none. */
  SANDBOX_MOVES_EVERY_MS: z.coerce.number().int().min(0).max(3_600_000).default(10_000),
});
const Environment = Variables.superRefine(checkIssuer);

type Env = Readonly<Record<string, string | undefined>>;

export interface HubConfig {
  readonly environment: string | undefined;
  readonly port: number;
  readonly host: string;
  readonly logLevel: (typeof logLevels)[number];
  readonly requestTimeoutMs: number;
  /** None: the embedded issuer. */
  readonly issuers: readonly FollowedIssuer[];
  /** Null: the sandbox's systems. */
  readonly sources: readonly SourceConfig[] | null;
  /** The file that lists them, as it was read. */
  readonly file: ReadFile | null;
  /** What of the sources' answers is kept for how long, where that is not as it is by itself. */
  readonly freshness: FreshnessOverrides;
  readonly cache: CacheSettings;
  readonly rights: RightsSettings;
  readonly engine: EngineName;
  readonly subscriptions: SubscriptionSettings;
  /** Null: the operations most asked for are not kept from run to run. */
  readonly operationMemory: string | null;
  /** Null: answers are recorded nowhere. */
  readonly accessLog: AccessLogSettings | null;
  readonly visibility: VisibilityOptions;
  readonly sandbox: SandboxSettings;
}

/** Where what sources answered is kept. */
export interface CacheSettings {
  /** None: in this process. */
  readonly redisUrl: string | undefined;
  readonly secret: string | undefined;
  /** Keeps what two hubs keep in one store apart. */
  readonly tenant: string;
}

/** The operations the hub is shipped with. */
const namedOperations = new URL('../tests/operations', import.meta.url);

/** Environment → configuration, or one error that names every variable at fault, or everything that is wrong with the file. */
export function loadConfig(env: Env): HubConfig {
  const variables = variablesOf(env);
  const file = fileOf(variables, env);
  return configOf(variables, file, file ? contentsOf(file) : noFile);
}

/** As `loadConfig`, with what only the sources' own connectors can say of their options. They take a while to load. */
export async function openConfig(env: Env): Promise<HubConfig> {
  const variables = variablesOf(env);
  const file = fileOf(variables, env);
  if (!file) return configOf(variables, null, noFile);
  const { checkedWhole } = await import('./config/check-sources.js');
  const whole = checkedWhole(file);
  if (whole.length > 0) throw new FaultyFile(file.path, whole);
  return configOf(variables, file, contentsOf(file));
}

type Parsed = z.infer<typeof Environment>;

function variablesOf(env: Env): Parsed {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) throw new Error(`Invalid configuration:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

const fileOf = ({ HUB_CONFIG: path }: Parsed, env: Env) => (path ? readHubFile(resolve(path), env) : null);

type Contents = Omit<HubFile, 'sources' | 'accessLog'> & {
  readonly sources: HubConfig['sources'];
  readonly accessLog: VisibilityOptions;
};

/** What holds where there is no file. */
const noFile: Contents = { sources: null, issuers: [], accessLog: defaultVisibility, freshness: {}, cache: { tenant: 'hub' } };

function configOf(e: Parsed, file: ReadFile | null, contents: Contents): HubConfig {
  const issuer = issuerOf(e);
  return {
    environment: e.NODE_ENV,
    port: e.HUB_PORT,
    host: e.HUB_HOST,
    logLevel: e.HUB_LOG_LEVEL,
    requestTimeoutMs: e.HUB_REQUEST_TIMEOUT_MS,
    issuers: [...(issuer ? [issuer] : []), ...contents.issuers],
    sources: contents.sources,
    file,
    freshness: contents.freshness,
    cache: cacheOf(e, contents.cache.tenant),
    rights: rightsSettings(e, namedOperations),
    engine: e.HUB_ENGINE,
    subscriptions: subscriptionSettings(e),
    operationMemory: e.HUB_OPERATION_MEMORY,
    accessLog: accessLogOf(e),
    visibility: contents.accessLog,
    sandbox: { scale: e.SANDBOX_SCALE, latencyMs: e.SANDBOX_LATENCY_MS, movesEveryMs: e.SANDBOX_MOVES_EVERY_MS },
  };
}

const cacheOf = (e: Parsed, tenant: string): CacheSettings => ({
  redisUrl: e.REDIS_URL,
  secret: e.HUB_CACHE_KEY,
  tenant,
});

function accessLogOf(e: z.infer<typeof Environment>): AccessLogSettings | null {
  const settings = accessLogSettings(e);
  if (!settings && e.NODE_ENV === 'production')
    throw new Error('Invalid configuration:\nHUB_ACCESS_LOG=off is for development: in production every answer is recorded.');
  return settings;
}
