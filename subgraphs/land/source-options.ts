import { z } from 'zod';
import { CommunesOption, jurisdictionsByCommune } from '../../connectors/source-options.js';
import { isKnownCrs } from '../../connectors/vn2000.js';
import type { SourceConfig } from '../../core/sources.js';
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
  communes: CommunesOption,
  /** At most what the server itself sends at once. */
  pageSize: z.number().int().min(100).max(10_000).default(1_000),
});

/** What an adapter needs to know of its source to place what it reads. */
export interface Place {
  readonly config: SourceConfig;
  readonly epsg: number;
  readonly extent: Box;
  /** Code of each commune in it → slug of its jurisdiction. */
  readonly communes: ReadonlyMap<string, string>;
}

export const placeOf = (config: SourceConfig, { epsg, extent, communes }: z.infer<typeof LandOptions>): Place => ({
  config,
  epsg,
  extent,
  communes: jurisdictionsByCommune(config, communes),
});
