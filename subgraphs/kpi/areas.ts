import { z } from 'zod';
import type { SourceConfig } from '../../core/sources.js';

const Options = z.object({
  apiKey: z.string().min(1),
  /** The system's own area code of each jurisdiction. */
  areas: z.record(z.string(), z.string().min(1)),
  /** Codes of each jurisdiction's communes. */
  communes: z.record(z.string(), z.array(z.string().min(1))).default({}),
  /** Code of the indicator that counts the population. */
  populationIndicator: z.string().min(1).default('DS.DANSO'),
  /** How often it is asked what has changed, while somebody subscribes to changes. */
  changesEveryMs: z.number().int().min(10).max(3_600_000).default(30_000),
});
export type KpiOptions = z.infer<typeof Options>;

/** What a source is told of places: its area codes, ours, and the way between them. */
export interface Areas {
  /** Area code of a jurisdiction; null for one this source does not hold. */
  of(slug: string): string | null;
  communesOf(slug: string): readonly string[];
  hasCommune(code: string): boolean;
  /** The jurisdiction an area is, or lies in. */
  jurisdictionOf(area: string): string | null;
}

export const kpiOptions = (source: SourceConfig): KpiOptions => Options.parse(source.options);

export function createAreas({ areas, communes }: KpiOptions): Areas {
  const slugs = new Map(Object.entries(areas).map(([slug, area]) => [area, slug]));
  const codes = new Set<string>();
  for (const [slug, list] of Object.entries(communes))
    for (const code of list) {
      slugs.set(code, slug);
      codes.add(code);
    }
  return {
    of: (slug) => (Object.hasOwn(areas, slug) ? areas[slug]! : null),
    communesOf: (slug) => (Object.hasOwn(communes, slug) ? communes[slug]! : []),
    hasCommune: (code) => codes.has(code),
    jurisdictionOf: (area) => slugs.get(area) ?? null,
  };
}
