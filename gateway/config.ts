import { z } from 'zod';
import { logLevels } from '../core/log.js';
import type { EngineName } from './engine/engine.js';
import {
  engineVariables,
  operationMemoryVariables,
  rightsSettings,
  rightsVariables,
  subscriptionSettings,
  subscriptionVariables,
  type RightsSettings,
} from './settings.js';
import type { SubscriptionSettings } from './subscriptions/serve.js';
import { checkIssuer, issuerOf, issuerVariables } from '../auth/config.js';
import type { FollowedIssuer } from '../auth/tokens/not-before.js';

const Variables = z.object({
  ...issuerVariables,
  ...rightsVariables,
  ...engineVariables,
  ...operationMemoryVariables,
  ...subscriptionVariables,
  HUB_HOST: z.string().default('127.0.0.1'),
  HUB_LOG_LEVEL: z.enum(logLevels).default('warn'),
  HUB_REQUEST_TIMEOUT_MS: z.coerce.number().int().positive().max(120_000).default(10_000),
  HUB_SUBGRAPH_SECRET: z.string().min(32).optional(),
});
const Environment = Variables.superRefine(checkIssuer);

export interface GatewayConfig {
  readonly issuer: FollowedIssuer | null;
  readonly secret: string | null;
  readonly rights: RightsSettings;
  readonly engine: EngineName;
  readonly operationMemory: string | null;
  readonly subscriptions: SubscriptionSettings;
  readonly host: string;
  readonly logLevel: (typeof logLevels)[number];
  readonly timeoutMs: number;
}

/** Configuration of a gateway by itself, or one error that names every variable at fault. */
export function loadGatewayConfig(env: Readonly<Record<string, string | undefined>>): GatewayConfig {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) throw new Error(`Invalid configuration:\n${z.prettifyError(parsed.error)}`);
  const {
    HUB_HOST: host,
    HUB_REQUEST_TIMEOUT_MS: timeoutMs,
    HUB_SUBGRAPH_SECRET: secret,
    HUB_LOG_LEVEL: logLevel,
    HUB_ENGINE: engine,
    HUB_OPERATION_MEMORY: operationMemory,
    ...variables
  } = parsed.data;
  const rights = rightsSettings(variables);
  const issuer = issuerOf(variables);
  const subscriptions = subscriptionSettings(variables);
  const common = { rights, engine, operationMemory, subscriptions, timeoutMs, logLevel };
  if (!issuer) return { ...common, issuer, secret: null, host: '127.0.0.1' };
  if (!secret) throw new Error('Set HUB_SUBGRAPH_SECRET to at least 32 characters, the same as at the subgraphs.');
  return { ...common, issuer, secret, host };
}
