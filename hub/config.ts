import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { checkIssuer, issuerConfig, issuerOf, issuerVariables } from '../auth/config.js';
import { purposeNames } from '../auth/purposes.js';
import type { FollowedIssuer } from '../auth/tokens/not-before.js';
import { logLevels } from '../core/log.js';
import { SourceConfig } from '../core/sources.js';
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
import type { SandboxSettings } from './sandbox-process.js';

const Variables = z.object({
  NODE_ENV: z.string().optional(),
  HUB_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HUB_HOST: z.string().default('127.0.0.1'),
  HUB_LOG_LEVEL: z.enum(logLevels).default('warn'),
  HUB_REQUEST_TIMEOUT_MS: z.coerce.number().int().positive().max(120_000).default(10_000),
  /** File that lists sources and issuers; without it the sandbox is started. */
  HUB_CONFIG: z.string().optional(),
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

/** The operations the hub is shipped with. */
const namedOperations = new URL('../tests/operations', import.meta.url);

/** Environment → configuration, or one error that names every variable at fault. */
export function loadConfig(env: Env): HubConfig {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) throw new Error(`Invalid configuration:\n${z.prettifyError(parsed.error)}`);
  const e = parsed.data;
  const file = e.HUB_CONFIG ? readFile(e.HUB_CONFIG, env) : { sources: null, issuers: [], accessLog: defaultVisibility };
  const issuer = issuerOf(e);
  return {
    environment: e.NODE_ENV,
    port: e.HUB_PORT,
    host: e.HUB_HOST,
    logLevel: e.HUB_LOG_LEVEL,
    requestTimeoutMs: e.HUB_REQUEST_TIMEOUT_MS,
    issuers: [...(issuer ? [issuer] : []), ...file.issuers],
    sources: file.sources,
    rights: rightsSettings(e, namedOperations),
    engine: e.HUB_ENGINE,
    subscriptions: subscriptionSettings(e),
    operationMemory: e.HUB_OPERATION_MEMORY,
    accessLog: accessLogOf(e),
    visibility: file.accessLog,
    sandbox: { scale: e.SANDBOX_SCALE, latencyMs: e.SANDBOX_LATENCY_MS, movesEveryMs: e.SANDBOX_MOVES_EVERY_MS },
  };
}

function accessLogOf(e: z.infer<typeof Environment>): AccessLogSettings | null {
  const settings = accessLogSettings(e);
  if (!settings && e.NODE_ENV === 'production')
    throw new Error('Invalid configuration:\nHUB_ACCESS_LOG=off is for development: in production every answer is recorded.');
  return settings;
}

/** When citizens read of accesses to their data: days later for a purpose, or not while an order stands. */
const Visibility = z
  .strictObject({
    delayDays: z.partialRecord(z.enum(purposeNames), z.number().int().min(0).max(3_650)).default(defaultVisibility.delayDays),
    withheldCases: z
      .array(
        z.strictObject({ case: z.string().min(3), order: z.string().min(3), until: z.iso.datetime().nullable().default(null) }),
      )
      .default([]),
  })
  .prefault({});

const configFile = (env: Env) =>
  z.strictObject({
    sources: z.array(SourceConfig).min(1),
    issuers: z.array(issuerConfig(env)).default([]),
    accessLog: Visibility,
  });

function readFile(path: string, env: Env): z.infer<ReturnType<typeof configFile>> {
  const parsed = configFile(env).safeParse(parseYaml(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`Invalid ${path}:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
