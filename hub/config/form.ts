import { z } from 'zod';
import { issuerConfig } from '../../auth/config.js';
import { purposeNames } from '../../auth/purposes.js';
import { FreshnessOverrides } from '../../connectors/freshness/freshness-of.js';
import { SourceAuth, SourceConfig, SourceLimits, SourceTls } from '../../core/sources.js';
import { defaultVisibility } from '../../gateway/access-log/visibility.js';

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

const Cache = z
  .strictObject({
    tenant: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(40)
      .default('hub'),
  })
  .prefault({});

/** A source as the file has it: what the hub knows of sources, and nothing besides. */
const SourceForm = z.strictObject({
  ...SourceConfig.shape,
  limits: SourceLimits.strict().prefault({}),
  // The same alternatives, none of which takes more than it knows.
  auth: z
    .discriminatedUnion('kind', SourceAuth.options.map((one) => one.strict()) as unknown as typeof SourceAuth.options)
    .optional(),
  tls: SourceTls.strict().optional(),
});

/** hub.yaml, once its secrets are in their places. */
export const hubForm = (env: Readonly<Record<string, string | undefined>>) =>
  z.strictObject({
    sources: z.array(SourceForm).min(1),
    issuers: z.array(issuerConfig(env)).default([]),
    accessLog: Visibility,
    freshness: FreshnessOverrides.default({}),
    cache: Cache,
  });

export type HubFile = z.infer<ReturnType<typeof hubForm>>;
