import DataLoader from 'dataloader';
import { groupBy } from '../../core/group-by.js';
import { provenanceOf } from '../../schema/provenance.js';
import { ObservationKind, ReportPeriodType } from './enums.type.js';
import type { KpiSource } from './kpi.connector.js';
import { outcomeOf } from './outcome.js';
import { buildScorecard, earliestOf } from './scorecard.js';
import type { Scorecard } from './scorecard.type.js';

export interface ScorecardKey {
  readonly slug: string;
  readonly year: number;
}
export type ScorecardLoader = DataLoader<ScorecardKey, Scorecard | null, string>;

// Months and quarters are the parts of the year's figure.
const wholePeriods = [ReportPeriodType.YEAR, ReportPeriodType.OTHER];

/** Scorecards, with one request for figures to each source, however many jurisdictions and years. */
export function createScorecardLoader(sources: readonly KpiSource[], today: string): ScorecardLoader {
  const sourceOf = (slug: string) => sources.find(({ areas }) => areas.of(slug) !== null);
  return new DataLoader(
    async (keys) => {
      const answers = new Map<ScorecardKey, Scorecard | Error>();
      const bySource = groupBy(keys, ({ slug }) => sourceOf(slug)?.config.id ?? null);
      await Promise.all([...bySource.values()].map((group) => readGroup(sourceOf(group[0]!.slug)!, group, today, answers)));
      return keys.map((key) => answers.get(key) ?? null);
    },
    { cacheKeyFn: ({ slug, year }) => `${slug} ${year}` },
  );
}

async function readGroup(
  source: KpiSource,
  keys: readonly ScorecardKey[],
  today: string,
  answers: Map<ScorecardKey, Scorecard | Error>,
): Promise<void> {
  const years = keys.map(({ year }) => year);
  const areas = [...new Set(keys.map(({ slug }) => source.areas.of(slug)!))];
  try {
    const [indicators, regimes, observed] = await Promise.all([
      source.indicators(),
      source.regimes(),
      source.observations({
        areas,
        from: earliestOf(Math.min(...years)),
        to: `${Math.max(...years)}-12-31`,
        kinds: [ObservationKind.TARGET, ObservationKind.ACTUAL],
        periodTypes: wholePeriods,
      }),
    ]);
    for (const key of keys) {
      const { slug, year } = key;
      const provenance = provenanceOf(source.config, slug);
      const facts = { slug, year, today, indicators, regimes, provenance };
      const ofCity = outcomeOf(() => observed.of([source.areas.of(slug)!]).filter(({ adminUnit }) => adminUnit === null));
      answers.set(key, ofCity instanceof Error ? ofCity : buildScorecard({ ...facts, observations: ofCity }));
    }
  } catch (error) {
    for (const key of keys) answers.set(key, error as Error);
  }
}
