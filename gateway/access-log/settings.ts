import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { isPostgres } from './store/place.js';

const slug = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .slice(0, 60) || 'hub';

/** The variables that say where the access log stands. */
export const accessLogVariables = {
  /** Folder of the log, its keys and its socket; `off` for none. */
  HUB_ACCESS_LOG: z.string().min(1).default('.hub/access-log'),
  /** Name of this gateway's own log: several gateways write several. */
  HUB_ACCESS_LOG_NAME: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,59}$/, 'lower-case letters, digits, dots and hyphens')
    .default(slug(hostname())),
  /** A PostgreSQL for the records, in the place of the folder. */
  DATABASE_URL: z.string().refine(isPostgres, 'the address of a PostgreSQL').optional(),
  /** Key of the hashes of people; without it, one is made in the folder. */
  HUB_ACCESS_LOG_KEY: z.string().min(32).optional(),
  /** Where checkpoints go besides, separated by commas: `file:FOLDER`, `https://witness…`, `tsa:https://authority…`. */
  HUB_ACCESS_LOG_ANCHORS: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    ) // prettier-ignore
    .pipe(z.array(z.string().regex(/^(file:.+|https?:\/\/.+|tsa:https?:\/\/.+)$/, 'file:, http(s):// or tsa:http(s)://')).min(1))
    .default(['file:.hub/checkpoints']),
  /** PEM files of the authorities that a time stamp must go back to, separated by commas. */
  HUB_ACCESS_LOG_TSA_CA: z.string().optional(),
  /** After how many whole months records leave. */
  HUB_ACCESS_LOG_KEEP_MONTHS: z.coerce.number().int().min(1).max(600).default(12),
  HUB_ACCESS_LOG_GRACE_MINUTES: z.coerce.number().int().positive().default(240),
} as const;

const Variables = z.object(accessLogVariables);

export interface AccessLogSettings {
  readonly folder: string;
  /** What holds the records: the folder, or a database's address. */
  readonly place: string;
  readonly name: string;
  readonly subjectKey: string | undefined;
  readonly anchors: readonly string[];
  readonly stampAuthorities: readonly string[];
  readonly graceMs: number;
  readonly keepMonths: number;
}

/** What those variables say; null for no log at all. */
export function accessLogSettings(variables: z.infer<typeof Variables>): AccessLogSettings | null {
  const { HUB_ACCESS_LOG: folder, DATABASE_URL } = variables;
  if (folder === 'off') return null;
  return {
    folder,
    place: DATABASE_URL ?? folder,
    name: variables.HUB_ACCESS_LOG_NAME,
    subjectKey: variables.HUB_ACCESS_LOG_KEY,
    anchors: variables.HUB_ACCESS_LOG_ANCHORS,
    stampAuthorities: variables.HUB_ACCESS_LOG_TSA_CA?.split(',') ?? [],
    keepMonths: variables.HUB_ACCESS_LOG_KEEP_MONTHS,
    graceMs: variables.HUB_ACCESS_LOG_GRACE_MINUTES * 60_000,
  };
}

/** Where, in the folder, the key of the hashes of people stands. */
export const subjectKeyFile = (folder: string) => join(folder, 'subject-key');
