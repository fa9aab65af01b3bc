import { provenanceOf } from '../../schema/provenance.js';
import { requireJurisdiction } from '../../schema/rows.js';
import { isSuppressed } from '../../schema/small-groups.js';
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
  const provenance = provenanceOf(source.config, jurisdiction);
  // Coverage goes with the count: times the population it is the count again.
  if (isSuppressed(recordCount, caller, { scope: 'health:read', jurisdiction }))
    return { suppressed: true, recordCount: null, population, coverage: null, provenance };
  const coverage = population === null || population === 0 ? null : Math.min(1, recordCount / population);
  return { suppressed: false, recordCount, population, coverage, provenance };
}
