import { z } from 'zod';
import { OAuth2Credentials } from '../../connectors/oauth2-token.js';
import { wrongOptions } from '../../connectors/source-options.js';
import { HubError } from '../../core/errors.js';
import type { SourceConfig } from '../../core/sources.js';

const NationalCode = z.number().int().min(1).max(10);

const Settings = z.object({
  /** Token endpoint, when the sign-in server is not at the source's own address. */
  tokenUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Jurisdiction → the agencies whose dossiers are its own. */
  agencies: z.record(z.string(), z.array(z.string().min(1)).min(1)),
  /** How the path of this province's statistics ends: `--statistic-agency-<suffix>`. */
  statisticsSuffix: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** This tenant's status numbers → the national codes 1–10; `default` for a number that is not listed. */
  statusTable: z.object({ codes: z.record(z.string().regex(/^\d{1,3}$/), NationalCode), default: NationalCode }),
  /** The instant to measure open dossiers against, for a source whose data stand still; without it, the present. */
  now: z.iso.datetime({ offset: true }).optional(),
  /** How often it is asked what has changed, while somebody subscribes to changes. */
  changesEveryMs: z.number().int().min(10).max(3_600_000).default(5_000),
});

export type IgateOptions = z.infer<typeof Settings> & { readonly credentials: OAuth2Credentials };

/** What a source's `options` say of an iGate, or one error that names the source and what is wrong. */
export function igateOptions(source: SourceConfig): IgateOptions {
  const { id, options } = source;
  const settings = Settings.safeParse(options);
  const credentials = OAuth2Credentials.safeParse(options);
  if (settings.success && credentials.success) return { ...settings.data, credentials: credentials.data };
  const issues = [...(settings.error?.issues ?? []), ...(credentials.error?.issues ?? [])];
  const paths = issues.map(({ path, message }) => `${path.join('.') || 'credentials'} (${message})`);
  throw new HubError('SERVICE_UNAVAILABLE', `Source "${id}" is not configured: options.${paths.join(', options.')}.`, {
    source: id,
    cause: wrongOptions(source, issues),
  });
}
