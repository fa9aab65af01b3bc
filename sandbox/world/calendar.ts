/** Calendar days counted from 1 January 1970: arithmetic without time zones. */
export type Day = number;

const msPerDay = 86_400_000;
const texts = new Map<Day, string>();

export const dayOf = (date: string): Day => Date.parse(date) / msPerDay;

/** yyyy-MM-dd */
export function dateOf(day: Day): string {
  let text = texts.get(day);
  if (text === undefined) texts.set(day, (text = new Date(day * msPerDay).toISOString().slice(0, 10)));
  return text;
}

const twoDigits = (n: number) => String(n).padStart(2, '0');

/** An instant in Vietnamese time, `minute` minutes after midnight. */
export const instantOf = (day: Day, minute: number): string =>
  `${dateOf(day)}T${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}:00+07:00`;

// Day 0 was a Thursday.
export const isWorkingDay = (day: Day): boolean => (day + 3) % 7 < 5;

export function workingDayFrom(day: Day): Day {
  return isWorkingDay(day) ? day : workingDayFrom(day + 1);
}

export function workingDayUntil(day: Day): Day {
  return isWorkingDay(day) ? day : workingDayUntil(day - 1);
}

export function addWorkingDays(day: Day, count: number): Day {
  let at = day;
  for (let left = count; left > 0;) if (isWorkingDay((at += 1))) left -= 1;
  return at;
}

/** The world's fixed today, and its first day. */
export const today = '2026-10-31';
export const firstDay = '2021-01-04';
