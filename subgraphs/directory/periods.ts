/** Where the tables begin: they know only the last form of a unit that ended in 2025, not the day on which it took that form. */
export const tablesBegin = '2004-01-01';
/** Last and first day of the two periods QĐ 19/2025/QĐ-TTg parts. */
export const lastDayBefore = '2025-06-30';
export const reform = '2025-07-01';

export interface Period {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** Did it stand on `day`? ISO dates compare as text. */
export const stoodOn = ({ validFrom, validTo }: Period, day: string): boolean =>
  validFrom <= day && (validTo === null || day <= validTo);

export const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

const vietnamOffsetMs = 7 * 60 * 60 * 1000;

/** The calendar day in Viet Nam, where there is no summer time. */
export const vietnameseToday = (now: number = Date.now()): string => new Date(now + vietnamOffsetMs).toISOString().slice(0, 10);
