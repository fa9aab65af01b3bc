import { provenanceOf } from '../../schema/provenance.js';
import { requireJurisdiction } from '../../schema/rows.js';
import type { HealthContext } from './context.js';
import type { HealthSource } from './source.js';
import type { HealthStatistics } from './statistics.type.js';

export interface StatisticsPlace {
  readonly source: HealthSource;
  readonly jurisdiction: string;
  readonly communes: readonly string[];
}

/** The statistics of a place within the caller's reach, its records over the population another domain reports. */
export async function statisticsOf(
  { source, jurisdiction, communes }: StatisticsPlace,
  population: number | null,
  { caller, counts }: HealthContext,
): Promise<HealthStatistics> {
  requireJurisdiction(caller, 'health:statistics', jurisdiction);
  const recordCount = await counts.load({ source, communes });
  const coverage = population === null || population === 0 ? null : Math.min(1, recordCount / population);
  return { recordCount, population, coverage, provenance: provenanceOf(source.config, jurisdiction) };
}
