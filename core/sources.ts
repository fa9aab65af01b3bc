import { z } from 'zod';

/** The kinds of system the hub knows how to read. */
export const systems = ['ioffice', 'interchange-axis', 'igate', 'fhir', 'wfs', 'ogc-features', 'arcgis', 'kpi'] as const;

const seconds = (ms: number) => z.number().int().positive().max(120_000).default(ms);

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
