import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { IssuerConfig, issuerOf, issuerVariables } from '../auth/config.js';
import type { TrustedIssuer } from '../auth/token-verifier.js';
import { logLevels } from '../core/log.js';
import { SourceConfig } from '../core/sources.js';

const Environment = z.object({
  NODE_ENV: z.string().optional(),
  HUB_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HUB_HOST: z.string().default('127.0.0.1'),
  HUB_LOG_LEVEL: z.enum(logLevels).default('warn'),
  HUB_REQUEST_TIMEOUT_MS: z.coerce.number().int().positive().max(120_000).default(10_000),
  /** File that lists sources and issuers; without it the sandbox is started. */
  HUB_CONFIG: z.string().optional(),
  ...issuerVariables,
  SANDBOX_SCALE: z.coerce.number().positive().max(50).default(1),
  SANDBOX_LATENCY_MS: z.coerce.number().int().min(0).max(60_000).default(0),
});

export interface HubConfig {
  readonly environment: string | undefined;
  readonly port: number;
  readonly host: string;
  readonly logLevel: (typeof logLevels)[number];
  readonly requestTimeoutMs: number;
  /** None: the embedded issuer. */
  readonly issuers: readonly TrustedIssuer[];
  /** Null: the sandbox's systems. */
  readonly sources: readonly SourceConfig[] | null;
  readonly sandbox: { readonly scale: number; readonly latencyMs: number };
}

/** Environment → configuration, or one error that names every variable at fault. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): HubConfig {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) throw new Error(`Invalid configuration:\n${z.prettifyError(parsed.error)}`);
  const e = parsed.data;
  const file = e.HUB_CONFIG ? readFile(e.HUB_CONFIG) : { sources: null, issuers: [] };
  const issuer = issuerOf(e);
  return {
    environment: e.NODE_ENV,
    port: e.HUB_PORT,
    host: e.HUB_HOST,
    logLevel: e.HUB_LOG_LEVEL,
    requestTimeoutMs: e.HUB_REQUEST_TIMEOUT_MS,
    issuers: [...(issuer ? [issuer] : []), ...file.issuers],
    sources: file.sources,
    sandbox: { scale: e.SANDBOX_SCALE, latencyMs: e.SANDBOX_LATENCY_MS },
  };
}

const ConfigFile = z.strictObject({ sources: z.array(SourceConfig).min(1), issuers: z.array(IssuerConfig).default([]) });

function readFile(path: string): z.infer<typeof ConfigFile> {
  const parsed = ConfigFile.safeParse(parseYaml(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`Invalid ${path}:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
