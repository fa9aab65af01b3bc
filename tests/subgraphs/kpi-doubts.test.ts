import { describe, expect, test } from '@jest/globals';
import { judge } from '../../subgraphs/kpi/attainment.js';
import { choose, contradictionNotes } from '../../subgraphs/kpi/data-quality/contradiction.js';
import { additionNotes } from '../../subgraphs/kpi/data-quality/parts.js';
import { ratioNotes } from '../../subgraphs/kpi/data-quality/ratio.js';
import { timelinessNotes } from '../../subgraphs/kpi/data-quality/timeliness.js';
import {
  IndicatorDirection,
  ObservationKind,
  ObservationStatus,
  ReportPeriodType,
  ValuePrecision,
} from '../../subgraphs/kpi/enums.type.js';
import type { IndicatorObservation } from '../../subgraphs/kpi/observation.type.js';

const figure = (value: number | null, more: Partial<IndicatorObservation> = {}): IndicatorObservation => ({
  indicatorCode: 'X',
  unit: '%',
  kind: ObservationKind.ACTUAL,
  period: { type: ReportPeriodType.YEAR, start: '2025-01-01', end: '2025-12-31', label: 'Năm 2025' },
  jurisdiction: { slug: 'vinh' },
  adminUnit: null,
  disaggregation: [],
  value,
  precision: ValuePrecision.EXACT,
  averagePer: null,
  numerator: null,
  denominator: null,
  statedValue: null,
  asOf: '2025-12-31',
  status: ObservationStatus.APPROVED,
  sourceDocument: null,
  remark: null,
  provenance: { source: 's', system: 'kpi', jurisdiction: 'vinh', fetchedAt: new Date(0), asOf: null, stale: false },
  ...more,
});
const { HIGHER_IS_BETTER, LOWER_IS_BETTER, NEUTRAL } = IndicatorDirection;

describe('attainment', () => {
  test.each([
    [HIGHER_IS_BETTER, 80, 60, 0.75, false],
    [HIGHER_IS_BETTER, 80, 80, 1, true],
    [HIGHER_IS_BETTER, 80, 100, 1.25, true],
    [HIGHER_IS_BETTER, 0, 5, null, true],
    [LOWER_IS_BETTER, 5, 10, 0.5, false],
    [LOWER_IS_BETTER, 5, 4, 1.25, true],
    [LOWER_IS_BETTER, 5, 0, 1, true],
    [LOWER_IS_BETTER, 0, 1, null, false],
    [NEUTRAL, 5, 5, null, null],
  ])('%s: target %d, actual %d → %s, met %s', (direction, target, actual, attainment, met) => {
    expect(judge(direction, figure(target), figure(actual))).toEqual({ attainment, met });
  });

  test('cannot be said without both, and a target of "more than" is not met by as much', () => {
    expect(judge(HIGHER_IS_BETTER, null, figure(1))).toEqual({ attainment: null, met: null });
    expect(judge(HIGHER_IS_BETTER, figure(1), figure(null))).toEqual({ attainment: null, met: null });
    const more = figure(50, { precision: ValuePrecision.MORE_THAN });
    expect(judge(HIGHER_IS_BETTER, more, figure(50)).met).toBe(false);
    expect(judge(HIGHER_IS_BETTER, more, figure(50.1)).met).toBe(true);
  });
});

describe('doubts are calculated', () => {
  test('a ratio is compared to as many decimals as are stated', () => {
    const ratio = (statedValue: number, numerator: number, denominator: number) =>
      ratioNotes([figure((numerator / denominator) * 100, { statedValue, numerator, denominator })]).length;
    expect([ratio(76, 470, 619), ratio(15.9, 39, 245), ratio(42.5, 104, 245), ratio(42.4, 104, 245)]).toEqual([0, 0, 1, 0]);
  });

  test('figures contradict each other when no value fits both', () => {
    const against = (other: Partial<IndicatorObservation> & { value: number }) =>
      contradictionNotes(figure(100), [figure(other.value, other)]).length;
    const { APPROXIMATE, MORE_THAN, LESS_THAN } = ValuePrecision;
    expect(against({ value: 100 })).toBe(0);
    expect(against({ value: 101 })).toBe(1);
    expect(against({ value: 102, precision: APPROXIMATE })).toBe(0);
    expect(against({ value: 110, precision: APPROXIMATE })).toBe(1);
    expect(against({ value: 90, precision: MORE_THAN })).toBe(0);
    expect(against({ value: 90, precision: LESS_THAN })).toBe(1);
    expect(against({ value: 8.3333, precision: APPROXIMATE, averagePer: ReportPeriodType.MONTH })).toBe(0);
    expect(against({ value: 10, averagePer: ReportPeriodType.MONTH })).toBe(1);
    const year2024 = { type: ReportPeriodType.YEAR, start: '2024-01-01', end: '2024-12-31', label: 'Năm 2024' };
    expect(against({ value: 50, period: year2024 })).toBe(0);
  });

  test('the firmest of the latest figures is used', () => {
    const about = figure(90, { precision: ValuePrecision.MORE_THAN });
    const ratio = figure(82, { numerator: 82, denominator: 100 });
    const old = figure(1, { period: { type: ReportPeriodType.YEAR, start: '2020-01-01', end: '2020-12-31', label: '' } });
    expect(choose([old, about, figure(83), ratio])).toBe(ratio);
    expect(choose([old, about])).toBe(about);
    expect(choose([])).toBeNull();
  });

  test('parts that do not add up are counted out', () => {
    const total = figure(10, { unit: 'tổ' });
    const parts = [4, 5].map((value) =>
      figure(value, { unit: 'tổ', disaggregation: [{ code: 'CAP', value: String(value), label: '' }] }),
    );
    expect(additionNotes(total, parts)).toMatchObject([
      { code: 'PARTS_DO_NOT_ADD_UP', message: 'The parts by CAP add up to 4 + 5 = 9, not to 10.' },
    ]);
    expect(additionNotes(figure(9, { unit: 'tổ' }), parts)).toEqual([]);
  });

  test('an actual goes stale after a year', () => {
    const stale = (asOf: string) => timelinessNotes(figure(1), figure(1, { asOf }), '2025-12-31').length;
    expect([stale('2024-12-31'), stale('2024-11-30'), stale('2026-01-01')]).toEqual([0, 1, 0]);
    expect(timelinessNotes(null, figure(1, { asOf: '2000-01-01' }), '2025-12-31')).toEqual([]);
  });
});
