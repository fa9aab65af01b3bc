import { groupBy } from '../../core/group-by.js';
import type { Provenance } from '../../schema/provenance.js';
import { attainedShareOf, judge, meanAttainmentOf } from './attainment.js';
import { citationNotes } from './data-quality/citations.js';
import { choose, contradictionNotes, nestedSumNotes } from './data-quality/contradiction.js';
import { additionNotes, partNotes, targetNotes } from './data-quality/parts.js';
import { ratioNotes } from './data-quality/ratio.js';
import { timelinessNotes } from './data-quality/timeliness.js';
import type { DataQualityNote } from './data-quality.type.js';
import { ObservationKind } from './enums.type.js';
import type { Indicator } from './indicator.type.js';
import type { IndicatorObservation } from './observation.type.js';
import { compareText } from './order.js';
import type { ReportRegime } from './report.type.js';
import type { Scorecard, ScorecardRow } from './scorecard.type.js';

/** The first day on which a period may end whose figure stands in the scorecard of `year`: an older one says nothing of it. */
export const earliestOf = (year: number): string => `${year - 6}-01-01`;

export interface ScorecardFacts {
  readonly slug: string;
  readonly year: number;
  readonly today: string;
  readonly indicators: readonly Indicator[];
  /** Targets and actuals of the jurisdiction as a whole, of this year and perhaps of others. */
  readonly observations: readonly IndicatorObservation[];
  readonly regimes: readonly ReportRegime[];
  readonly provenance: Provenance;
}

/** Targets beside actuals, judged, with every doubt that calculation can find. */
export function buildScorecard({ slug, year, today, indicators, observations, regimes, provenance }: ScorecardFacts): Scorecard {
  const end = `${year}-12-31`;
  const until = end < today ? end : today;
  const byCode = groupBy(
    observations.filter(({ period }) => period.end >= earliestOf(year) && period.end <= end),
    ({ indicatorCode }) => indicatorCode,
  );
  const rows = new Map<string, ScorecardRow>();
  for (const indicator of indicators.toSorted((a, b) => compareText(a.code, b.code))) {
    const row = rowOf(indicator, byCode.get(indicator.code) ?? [], year, until);
    if (row) rows.set(indicator.code, row);
  }
  for (const row of rows.values()) row.dataQuality.push(...partNotes(row, rows), ...targetNotes(row, rows));
  const inOrder = [...rows.values()].toSorted(
    (a, b) => Number(b.targetObservation !== null) - Number(a.targetObservation !== null),
  );
  const basis = regimes.filter(({ jurisdictions }) => jurisdictions.includes(slug)).flatMap(({ legalBasis }) => legalBasis);
  return {
    jurisdiction: { slug },
    year,
    rows: inOrder,
    attainedShare: attainedShareOf(inOrder),
    attainment: meanAttainmentOf(inOrder),
    dataQuality: citationNotes(basis),
    provenance,
  };
}

function rowOf(indicator: Indicator, figures: readonly IndicatorObservation[], year: number, until: string): ScorecardRow | null {
  const totals = figures.filter(({ disaggregation }) => disaggregation.length === 0);
  const targets = totals.filter(({ kind, period }) => kind === ObservationKind.TARGET && period.end.startsWith(`${year}-`));
  const actuals = totals.filter(({ kind }) => kind === ObservationKind.ACTUAL);
  const target = choose(targets);
  const actual = choose(actuals);
  if (!target && !actual) return null;
  const parts = figures.filter(({ disaggregation, kind }) => disaggregation.length > 0 && kind === ObservationKind.ACTUAL);
  return {
    indicator,
    ...valuesOf(target, actual),
    ...judge(indicator.direction, target, actual),
    direction: indicator.direction,
    dataQuality: [
      ...timelinessNotes(target, actual, until),
      ...notesOn(indicator, target, targets, []),
      ...notesOn(indicator, actual, actuals, parts),
    ],
  };
}

const valuesOf = (target: IndicatorObservation | null, actual: IndicatorObservation | null) => ({
  target: target?.value ?? null,
  actual: actual?.value ?? null,
  targetObservation: target,
  actualObservation: actual,
  actualAsOf: actual?.asOf ?? null,
});

/** Doubts about one figure, beside the others of its kind and its own parts. */
function notesOn(
  indicator: Indicator,
  used: IndicatorObservation | null,
  others: readonly IndicatorObservation[],
  parts: readonly IndicatorObservation[],
): DataQualityNote[] {
  if (!used) return [];
  return [
    ...ratioNotes([used]),
    ...contradictionNotes(used, others),
    ...nestedSumNotes(indicator, used, others),
    ...additionNotes(used, parts),
  ];
}
