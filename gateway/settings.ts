import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { engineNames } from './engine/engine.js';
import { subscriptionLimits } from './limits/limits.js';
import type { SubscriptionSettings } from './subscriptions/serve.js';

/** The variables that say how rights are kept, the same for a hub and for a gateway by itself. */
export const rightsVariables = {
  /** Folder of the `.graphql` files that are trusted: see `trustedDocuments` of the gateway. */
  HUB_TRUSTED_DOCUMENTS: z.string().optional(),
  /** `null`: a denied field is null with an error. `refuse`: the operation is refused whole. */
  HUB_DENIED_FIELDS: z.enum(['null', 'refuse']).default('null'),
  HUB_PSEUDONYM_KEY: z.string().min(32).optional(),
} as const;

/** `compiled`: the hub's own engine. `apollo`: the stock gateway, for reference. */
export const engineVariables = { HUB_ENGINE: z.enum(engineNames).default('compiled') } as const;

/** Where the operations most asked for are kept from run to run, without a literal of theirs; `off`: nowhere. */
export const operationMemoryVariables = {
  HUB_OPERATION_MEMORY: z
    .string()
    .min(1)
    .default('.hub/operations.json')
    .transform((place) => (place === 'off' ? null : place)),
} as const;

const most = z.coerce.number().int().positive().max(100_000);

/** How many subscriptions may be open at a time, of one person and in all. */
export const subscriptionVariables = {
  HUB_SUBSCRIPTIONS_PER_CALLER: most.default(subscriptionLimits.perCaller),
  HUB_SUBSCRIPTIONS: most.default(subscriptionLimits.perProcess),
} as const;

const Variables = z.object(rightsVariables);

export interface RightsSettings {
  readonly trustedDocuments: readonly string[];
  readonly refuseWhole: boolean;
  readonly pseudonymKey: string | undefined;
}

/** What those variables say; without a folder of its own, the texts in `folder` are trusted. */
export function rightsSettings(variables: z.infer<typeof Variables>, folder: URL | null = null): RightsSettings {
  const from = variables.HUB_TRUSTED_DOCUMENTS ?? (folder && fileURLToPath(folder));
  return {
    trustedDocuments: from === null ? [] : textsIn(from),
    refuseWhole: variables.HUB_DENIED_FIELDS === 'refuse',
    pseudonymKey: variables.HUB_PSEUDONYM_KEY,
  };
}

const textsIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

/** What those variables say of subscriptions. */
export const subscriptionSettings = (variables: {
  readonly HUB_SUBSCRIPTIONS_PER_CALLER: number;
  readonly HUB_SUBSCRIPTIONS: number;
}): SubscriptionSettings => ({
  perCaller: variables.HUB_SUBSCRIPTIONS_PER_CALLER,
  perProcess: variables.HUB_SUBSCRIPTIONS,
});
