import { z } from 'zod';
import { ReportPeriodType } from './enums.type.js';
import type { ReportPeriod } from './observation.type.js';

const form = 'a period reads like 2026, 2026-Q2 or 2026-05';

/** A year, a quarter or a month, as one word. */
export const PeriodName = z.string().regex(/^20\d\d(-(Q[1-4]|0[1-9]|1[0-2]))?$/, form);

const quarters = ['I', 'II', 'III', 'IV'];

/** The period that a PeriodName names. */
export function periodOf(name: string): ReportPeriod {
  const [year = '', part] = name.split('-');
  if (part === undefined) return span(ReportPeriodType.YEAR, year, 1, 12, `Năm ${year}`);
  if (!part.startsWith('Q'))
    return span(ReportPeriodType.MONTH, year, Number(part), Number(part), `Tháng ${Number(part)}/${year}`);
  const quarter = Number(part.slice(1));
  return span(ReportPeriodType.QUARTER, year, quarter * 3 - 2, quarter * 3, `Quý ${quarters[quarter - 1]}/${year}`);
}

const span = (type: ReportPeriodType, year: string, first: number, last: number, label: string): ReportPeriod => ({
  type,
  start: dayOf(Date.UTC(Number(year), first - 1, 1)),
  // The day before the first of the month after.
  end: dayOf(Date.UTC(Number(year), last, 0)),
  label,
});

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
