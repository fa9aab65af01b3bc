/** First day of the month of an RFC 3339 time in UTC. */
export const monthOf = (at: string): string => `${at.slice(0, 7)}-01`;

/** The month `count` months after `month`; before it where negative. */
export function monthsAfter(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 10);
}

/** The month an entry made at `at` stands in: its own, but never one before the newest, nor one that is sealed. */
export function monthAfter(newest: { readonly month: string | null; readonly open: boolean }, at: string): string {
  const own = monthOf(at);
  if (newest.month === null) return own;
  const earliest = newest.open ? newest.month : monthsAfter(newest.month, 1);
  return own > earliest ? own : earliest;
}
