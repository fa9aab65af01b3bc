import { z } from 'zod';

/** The kinds of system the hub knows how to read. */
export const systems = ['ioffice', 'interchange-axis', 'igate', 'fhir', 'wfs', 'ogc-features', 'arcgis', 'kpi'] as const;

const seconds = (ms: number) => z.number().int().positive().max(120_000).default(ms);

/** How much a source is asked at most, by one process of the hub. */
export const SourceLimits = z.object({
  /** Requests under way at once. */
  concurrent: z.number().int().min(1).max(1_000).default(16),
  /** Requests that wait for their turn; one more is refused. */
  queue: z.number().int().min(0).max(100_000).default(256),
  /** Requests begun in any second; as many as come, unless given. */
  perSecond: z.number().positive().max(10_000).optional(),
});
export type SourceLimits = z.infer<typeof SourceLimits>;

const HeaderName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, 'is not the name of a header');
const HeaderValue = z
  .string()
  .min(1)
  .regex(/^[\x20-\x7e]*$/, 'holds characters that no header may have');

/** How the hub signs in to a source, whatever system it is; what only one system knows stands in its options. */
export const SourceAuth = z.discriminatedUnion('kind', [
  /** A token of an authorization server (RFC 6749): by the client's own credentials, or with a user's name and password beside them. */
  z
    .object({
      kind: z.literal('oauth2'),
      tokenUrl: z.url({ protocol: /^https?$/ }),
      clientId: z.string().min(1),
      clientSecret: z.string().min(1).optional(),
      username: z.string().min(1).optional(),
      password: z.string().min(1).optional(),
      scope: z.string().optional(),
    })
    .refine(({ username, password }) => (username === undefined) === (password === undefined), {
      error: 'username and password go together',
    })
    .refine(({ clientSecret, username }) => clientSecret !== undefined || username !== undefined, {
      error: 'needs clientSecret, or username and password',
    }),
  z.object({ kind: z.literal('api-key'), header: HeaderName.default('x-api-key'), value: HeaderValue }),
  z.object({ kind: z.literal('basic'), username: z.string().regex(/^[^:]*$/, 'may hold no colon'), password: z.string() }),
  z.object({ kind: z.literal('bearer'), token: HeaderValue }),
]);
export type SourceAuth = z.infer<typeof SourceAuth>;

/** Mutual TLS, as PEM text: who may have signed the source's certificate, and what the hub shows of itself. */
export const SourceTls = z
  .object({
    ca: z.string().min(1).optional(),
    cert: z.string().min(1).optional(),
    key: z.string().min(1).optional(),
    passphrase: z.string().optional(),
  })
  .refine(({ cert, key }) => (cert === undefined) === (key === undefined), { error: 'cert and key go together' });
export type SourceTls = z.infer<typeof SourceTls>;

/** One source system, as configured: where it is, whose data it holds, and how to sign in to it. */
export const SourceConfig = z.object({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  system: z.enum(systems),
  /** Slugs of the jurisdictions whose data this system holds. */
  jurisdictions: z.array(z.string().regex(/^[a-z]+(-[a-z]+)*$/)).min(1),
  url: z.url({ protocol: /^https?$/ }),
  timeoutMs: seconds(3_000),
  /** Largest answer accepted, in bytes. */
  maxBytes: z
    .number()
    .int()
    .positive()
    .default(16 * 1024 * 1024),
  limits: SourceLimits.prefault({}),
  auth: SourceAuth.optional(),
  tls: SourceTls.optional(),
  /** Leading parts of the identifiers this system issues, such as `H41` for dossier codes. */
  prefixes: z.array(z.string().min(1)).default([]),
  /** Credentials and other settings of the protocol; each connector checks its own. */
  options: z.record(z.string(), z.unknown()).default({}),
});
export type SourceConfig = z.infer<typeof SourceConfig>;

/** The sources of one kind of system. */
export const ofSystem = (sources: readonly SourceConfig[], ...kinds: readonly SourceConfig['system'][]) =>
  sources.filter(({ system }) => kinds.includes(system));

/** The sources that hold data of at least one of `jurisdictions`; all of them for `'*'`. */
export const covering = (sources: readonly SourceConfig[], jurisdictions: readonly string[] | '*') =>
  jurisdictions === '*'
    ? [...sources]
    : sources.filter((source) => source.jurisdictions.some((slug) => jurisdictions.includes(slug)));
