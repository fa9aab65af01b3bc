import { z } from 'zod';
import type { SourceConfig } from '../../core/sources.js';
import { isKnownCrs } from '../../connectors/vn2000.js';
import type { Box } from './box.js';

const degrees = z.number().min(-180).max(180);

/** What the configuration says of any land system. */
export const LandOptions = z.object({
  /** Coordinates of its layers: a VN-2000 zone, or 4326. */
  epsg: z.number().int().refine(isKnownCrs, 'not a VN-2000 zone'),
  /** West, south, east, north of what it covers, in WGS 84. */
  extent: z
    .tuple([degrees, degrees, degrees, degrees])
    .transform(([west, south, east, north]): Box => ({ west, south, east, north })),
  /** Codes of the communes of each jurisdiction. */
  communes: z.record(z.string(), z.array(z.string().regex(/^\d{5}$/))),
  /** At most what the server itself sends at once. */
  pageSize: z.number().int().min(100).max(10_000).default(1_000),
});

/** The options of `config` as `form` reads them; an Error for the operator that names the source and the option. */
export function readOptions<T>(config: SourceConfig, form: z.ZodType<T>): T {
  const parsed = form.safeParse(config.options);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `options.${path.join('.')}: ${message}`);
  throw new Error(`Source "${config.id}": ${faults.join('; ')}`);
}

/** What an adapter needs to know of its source to place what it reads. */
export interface Place {
  readonly config: SourceConfig;
  readonly epsg: number;
  readonly extent: Box;
  readonly communes: ReadonlyMap<string, string>;
}

export const placeOf = (config: SourceConfig, { epsg, extent, communes }: z.infer<typeof LandOptions>): Place => ({
  config,
  epsg,
  extent,
  communes: new Map(Object.entries(communes).flatMap(([slug, codes]) => codes.map((code) => [code, slug] as const))),
});
