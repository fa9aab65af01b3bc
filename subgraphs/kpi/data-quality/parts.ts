import { groupBy } from '../../../core/group-by.js';
import { DataQualityCode, type DataQualityNote } from '../data-quality.type.js';
import type { Indicator } from '../indicator.type.js';
import type { IndicatorObservation } from '../observation.type.js';
import type { ScorecardRow } from '../scorecard.type.js';
import { sameTime } from './contradiction.js';
import { sayCited, sayFigure, sayNumber, sayValue } from './figures.js';
import { noteOf } from './note.js';

// Sums of decimal fractions are off by a little in binary.
const tiny = 1e-6;

/** Parts of a count, by one disaggregation, against the total they are parts of. */
export function additionNotes(total: IndicatorObservation, parts: readonly IndicatorObservation[]): DataQualityNote[] {
  if (total.value === null || total.unit === '%') return [];
  const whole = total.value;
  const comparable = parts.filter(
    (part) => part.disaggregation.length === 1 && part.averagePer === total.averagePer && sameTime(total, part),
  );
  const byDimension = groupBy(comparable, ({ disaggregation }) => disaggregation[0]!.code);
  return [...byDimension].flatMap(([dimension, members]) => {
    const sum = members.reduce((all, { value }) => all + (value ?? 0), 0);
    if (Math.abs(sum - whole) < tiny) return [];
    const terms = members.map(({ value }) => sayNumber(value ?? 0)).join(' + ');
    const message = `The parts by ${dimension} add up to ${terms} = ${sayNumber(sum)}, not to ${sayNumber(whole)}.`;
    return [noteOf(DataQualityCode.PARTS_DO_NOT_ADD_UP, message, [total, ...members])];
  });
}

/** A count larger than the count it is part of. */
export function partNotes(
  { indicator, actualObservation: actual }: ScorecardRow,
  rows: ReadonlyMap<string, ScorecardRow>,
): DataQualityNote[] {
  const whole = indicator.partOfCode === null ? undefined : rows.get(indicator.partOfCode);
  const all = whole?.actualObservation;
  if (!whole || !all || !actual || !exceeds(actual, all)) return [];
  const message =
    `${englishName(indicator)}: ${sayCited(actual)}, of ${sayCited(all)} ${englishName(whole.indicator).toLowerCase()}: ` +
    'more than there are, unless one is counted several times.';
  return [noteOf(DataQualityCode.PART_EXCEEDS_WHOLE, message, [actual, all])];
}

const englishName = ({ name, nameEn }: Indicator) => nameEn ?? name;

function exceeds(part: IndicatorObservation, whole: IndicatorObservation): boolean {
  if (part.unit === '%' || part.averagePer !== whole.averagePer) return false;
  return part.value !== null && whole.value !== null && part.value > whole.value;
}

/** Targets for shares of one whole that no division of the whole can reach together. */
export function targetNotes({ indicator, target }: ScorecardRow, rows: ReadonlyMap<string, ScorecardRow>): DataQualityNote[] {
  if (indicator.partOfCode === null || indicator.unit !== '%' || target === null) return [];
  const shares = [...rows.values()].filter(
    (row) => row.indicator.partOfCode === indicator.partOfCode && row.indicator.unit === '%' && row.target !== null,
  );
  const sum = addUp(shares.map((row) => row.target!));
  if (sum <= 100 + tiny) return [];
  const targets = shares.map((row) => `${sayFigure(row.targetObservation!)} for ${row.indicator.code}`).join(' and ');
  const counted = shares.map(({ actual }) => actual).filter((actual) => actual !== null);
  const actuals = counted.length < shares.length ? '' : `, while the actuals add up to ${sayValue(addUp(counted), '%')}`;
  const message =
    `The targets, ${targets}, add up to ${sayValue(sum, '%')} of one whole${actuals}: ` +
    'the targets must overlap, so target and actual may not count the same.';
  return [
    noteOf(
      DataQualityCode.TARGETS_EXCEED_WHOLE,
      message,
      shares.map((row) => row.targetObservation!),
    ),
  ];
}

const addUp = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
