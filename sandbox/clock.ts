/** Tells the instant of a change, as an ISO text. */
export type Clock = () => string;

/** A clock over a world that stands still at `now`: each change comes a millisecond after the one before. */
export function createClock(now: string): Clock {
  let changes = 0;
  return () => new Date(Date.parse(now) + ++changes).toISOString();
}
