import { DataQualityCode, type DataQualityNote } from '../data-quality.type.js';
import { IndicatorAggregation, ReportPeriodType, ValuePrecision } from '../enums.type.js';
import type { Indicator } from '../indicator.type.js';
import type { IndicatorObservation } from '../observation.type.js';
import { compareText } from '../order.js';
import { overPeriod, rangeOf, sayCited, sayNumber } from './figures.js';
import { noteOf } from './note.js';

const month = 31 * 86_400_000;
const near = (a: string, b: string, within: number) => Math.abs(Date.parse(a) - Date.parse(b)) <= within;

/** Whether two figures are of the same time: the same period, or loose spans whose ends lie within a month of each other. */
export function sameTime({ period: a }: IndicatorObservation, { period: b }: IndicatorObservation): boolean {
  if (a.type !== b.type) return false;
  const within = a.type === ReportPeriodType.OTHER ? month : 0;
  return near(a.start, b.start, within) && near(a.end, b.end, within);
}

/** Whether no value satisfies both figures. */
function disagree(a: IndicatorObservation, b: IndicatorObservation): boolean {
  const left = rangeOf(a);
  const right = rangeOf(b);
  if (left === null || right === null || overPeriod(a) === overPeriod(b)) return false;
  return left[1] <= right[0] || right[1] <= left[0];
}

/** Other figures of the same thing and time that cannot be true together with the one used. */
export function contradictionNotes(used: IndicatorObservation, others: readonly IndicatorObservation[]): DataQualityNote[] {
  const against = others.filter((other) => other !== used && sameTime(used, other) && disagree(used, other));
  if (against.length === 0) return [];
  const message = `The row uses ${sayCited(used)}; elsewhere it is ${against.map(sayAgainst).join(', and ')}.`;
  return [noteOf(DataQualityCode.SOURCES_CONTRADICT, message, [used, ...against])];
}

function sayAgainst(other: IndicatorObservation): string {
  const whole = overPeriod(other);
  const inAll = other.averagePer === null || whole === null ? '' : `, which makes ${sayNumber(Math.round(whole))} in the period`;
  return `${sayCited(other)}${inAll}`;
}

/** One sum given for a period and again, as large, for a part of that period: at most one can be right. */
export function nestedSumNotes(
  { aggregation }: Indicator,
  used: IndicatorObservation,
  others: readonly IndicatorObservation[],
): DataQualityNote[] {
  if (aggregation !== IndicatorAggregation.SUM || used.value === null || used.value === 0) return [];
  const same = others.filter(
    (other) => other.value === used.value && other.averagePer === used.averagePer && (within(other, used) || within(used, other)),
  );
  if (same.length === 0) return [];
  const message = `The same sum, ${sayNumber(used.value)}, is given ${[used, ...same].map(sayPeriod).join(' and ')}.`;
  return [noteOf(DataQualityCode.SOURCES_CONTRADICT, message, [used, ...same])];
}

const sayPeriod = ({ period, sourceDocument }: IndicatorObservation) =>
  `for ${period.label} (${sourceDocument?.place ?? 'no document'})`;

const within = ({ period: inner }: IndicatorObservation, { period: outer }: IndicatorObservation) =>
  inner.start >= outer.start && inner.end <= outer.end && (inner.start !== outer.start || inner.end !== outer.end);

const firmness: Readonly<Record<ValuePrecision, number>> = { EXACT: 0, APPROXIMATE: 1, MORE_THAN: 2, LESS_THAN: 2 };
const weight = ({ averagePer, precision, denominator }: IndicatorObservation) =>
  (averagePer === null ? 0 : 100) + firmness[precision] * 10 + (denominator === null ? 1 : 0);

/**
 * The figure a row uses: the latest; of those of the same time the one given for the period rather than as an average, then the most
 * exact, then the one that shows its numerator and denominator.
 */
export function choose(candidates: readonly IndicatorObservation[]): IndicatorObservation | null {
  const latest = candidates.toSorted(
    (a, b) => compareText(b.period.end, a.period.end) || compareText(b.period.start, a.period.start),
  )[0];
  if (!latest) return null;
  return candidates.filter((one) => one === latest || sameTime(latest, one)).toSorted((a, b) => weight(a) - weight(b))[0]!;
}
