import { IndicatorDirection, ValuePrecision } from './enums.type.js';
import type { IndicatorObservation } from './observation.type.js';

export interface Judgement {
  readonly attainment: number | null;
  readonly met: boolean | null;
}

const unknown: Judgement = { attainment: null, met: null };

/** How far `actual` reaches `target`, and whether it does, in the indicator's direction. */
export function judge(
  direction: IndicatorDirection,
  target: IndicatorObservation | null,
  actual: IndicatorObservation | null,
): Judgement {
  if (typeof target?.value !== 'number' || typeof actual?.value !== 'number') return unknown;
  if (direction === IndicatorDirection.NEUTRAL) return unknown;
  return direction === IndicatorDirection.HIGHER_IS_BETTER
    ? atLeast(target.value, actual.value, target.precision === ValuePrecision.MORE_THAN)
    : atMost(target.value, actual.value, target.precision === ValuePrecision.LESS_THAN);
}

const atLeast = (goal: number, value: number, strictly: boolean): Judgement => ({
  attainment: goal > 0 ? value / goal : null,
  met: strictly ? value > goal : value >= goal,
});

function atMost(goal: number, value: number, strictly: boolean): Judgement {
  const met = strictly ? value < goal : value <= goal;
  if (goal <= 0) return { attainment: null, met };
  return { attainment: value > 0 ? goal / value : 1, met };
}

/** Rows met over rows that can be judged. */
export function attainedShareOf(rows: readonly Judgement[]): number | null {
  const judged = rows.filter(({ met }) => met !== null);
  return judged.length === 0 ? null : judged.filter(({ met }) => met).length / judged.length;
}

/** Mean attainment, where no row makes up for another: each counts as 1 at most. */
export function meanAttainmentOf(rows: readonly Judgement[]): number | null {
  const values = rows.map(({ attainment }) => attainment).filter((value) => value !== null);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + Math.min(value, 1), 0) / values.length;
}
