import { ReportPeriodType, ValuePrecision } from '../enums.type.js';
import type { IndicatorObservation } from '../observation.type.js';

const daysOf: Readonly<Partial<Record<ReportPeriodType, number>>> = {
  DAY: 1,
  WEEK: 7,
  MONTH: 365 / 12,
  QUARTER: 365 / 4,
  HALF_YEAR: 365 / 2,
  NINE_MONTHS: (365 * 3) / 4,
  YEAR: 365,
};
const per: Readonly<Partial<Record<ReportPeriodType, string>>> = {
  DAY: 'a day',
  WEEK: 'a week',
  MONTH: 'a month',
  YEAR: 'a year',
};
const words: Readonly<Record<ValuePrecision, string>> = {
  EXACT: '',
  APPROXIMATE: 'about ',
  MORE_THAN: 'more than ',
  LESS_THAN: 'less than ',
};

export const sayNumber = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 2 });
export const sayValue = (value: number, unit: string): string => (unit === '%' ? `${sayNumber(value)} %` : sayNumber(value));

/** An observation's figure as a phrase: `about 6,200 a week`. */
export function sayFigure({ value, unit, precision, averagePer }: IndicatorObservation): string {
  if (value === null) return 'no figure';
  const rate = averagePer === null ? '' : ` ${per[averagePer] ?? `per ${averagePer.toLowerCase()}`}`;
  return `${words[precision]}${sayValue(value, unit)}${rate}`;
}

/** As `sayFigure`, with where it stands. */
export const sayCited = (observation: IndicatorObservation): string =>
  `${sayFigure(observation)} (${observation.sourceDocument?.place ?? observation.period.label})`;

/** What an average comes to over the whole period; any other figure as it is. */
export function overPeriod({ value, averagePer, period }: IndicatorObservation): number | null {
  if (value === null || averagePer === null) return value;
  const days = (Date.parse(period.end) - Date.parse(period.start)) / 86_400_000 + 1;
  const each = daysOf[averagePer];
  return each === undefined ? value : (value * days) / each;
}

export const decimalsOf = (value: number): number => String(value).split('.')[1]?.length ?? 0;

// "About" leaves room of 2.5 % either way; a plain number, of half its last digit.
const aboutShare = 0.025;

/** The values a figure may stand for: from, to. */
export function rangeOf(observation: IndicatorObservation): readonly [number, number] | null {
  const value = overPeriod(observation);
  if (value === null) return null;
  const scale = observation.value === 0 ? 1 : value / observation.value!;
  const room = (0.5 / 10 ** decimalsOf(observation.statedValue ?? observation.value!)) * scale;
  const ranges: Readonly<Record<ValuePrecision, readonly [number, number]>> = {
    MORE_THAN: [value, Infinity],
    LESS_THAN: [-Infinity, value],
    APPROXIMATE: [value * (1 - aboutShare), value * (1 + aboutShare)],
    EXACT: [value - room, value + room],
  };
  return ranges[observation.precision];
}
