import type { Provenance } from '../../schema/provenance.js';
import { attainedShareOf, judge, meanAttainmentOf } from './attainment.js';
import { citationNotes } from './data-quality/citations.js';
import { choose, contradictionNotes, nestedSumNotes } from './data-quality/contradiction.js';
import { additionNotes, partNotes, targetNotes } from './data-quality/parts.js';
import { ratioNotes } from './data-quality/ratio.js';
import { timelinessNotes } from './data-quality/timeliness.js';
import { ObservationKind } from './enums.type.js';
import { groupBy } from './grouping.js';
import type { Indicator } from './indicator.type.js';
import type { IndicatorObservation } from './observation.type.js';
import { compareText } from './order.js';
import type { ReportRegime } from './report.type.js';
import type { Scorecard, ScorecardRow } from './scorecard.type.js';

export interface ScorecardFacts {
  readonly slug: string;
  readonly year: number;
  readonly today: string;
  readonly indicators: readonly Indicator[];
  /** Targets and actuals of the jurisdiction as a whole, up to the end of the year. */
  readonly observations: readonly IndicatorObservation[];
  readonly regimes: readonly ReportRegime[];
  readonly provenance: Provenance;
}

/** Targets beside actuals, judged, with every doubt that calculation can find. */
export function buildScorecard({ slug, year, today, indicators, observations, regimes, provenance }: ScorecardFacts): Scorecard {
  const end = `${year}-12-31`;
  const until = end < today ? end : today;
  const byCode = groupBy(
    observations.filter(({ period }) => period.end <= end),
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
    target: target?.value ?? null,
    actual: actual?.value ?? null,
    targetObservation: target,
    actualObservation: actual,
    ...judge(indicator.direction, target, actual),
    direction: indicator.direction,
    actualAsOf: actual?.asOf ?? null,
    dataQuality: [
      ...timelinessNotes(target, actual, until),
      ...(target ? contradictionNotes(target, targets) : []),
      ...(actual ? notesOn(indicator, actual, actuals, parts) : []),
    ],
  };
}

const notesOn = (
  indicator: Indicator,
  actual: IndicatorObservation,
  actuals: readonly IndicatorObservation[],
  parts: readonly IndicatorObservation[],
) => [
  ...ratioNotes([actual]),
  ...contradictionNotes(actual, actuals),
  ...nestedSumNotes(indicator, actual, actuals),
  ...additionNotes(actual, parts),
];
