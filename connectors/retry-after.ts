/** A source that asks for more, by mistake or not, is asked again after this long. */
const longestMs = 15 * 60_000;

interface Headers {
  readonly [name: string]: string | string[] | undefined;
}

/** How long an answer asks to wait, as seconds or as a date by the source's own clock; null where it does not say. */
export function retryAfterMs({ 'retry-after': wait, date }: Headers, now: number = Date.now()): number | null {
  if (typeof wait !== 'string') return null;
  if (/^\d{1,9}$/.test(wait)) return Math.min(Number(wait) * 1000, longestMs);
  const ms = /^[A-Z][a-z]+,? /.test(wait) ? Date.parse(wait) - clockOf(date, now) : NaN;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), longestMs);
}

function clockOf(date: string | string[] | undefined, now: number): number {
  const told = typeof date === 'string' ? Date.parse(date) : NaN;
  return Number.isNaN(told) ? now : told;
}
