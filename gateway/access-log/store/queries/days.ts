export interface Bounds {
  readonly from: string;
  readonly to: string;
}

/** Vietnam keeps no summer time. */
export const timeZone = 'Asia/Ho_Chi_Minh';
const offsetMs = 7 * 3_600_000;
const dayMs = 86_400_000;
const maxDays = 400;

/**
 * A period cut at midnight in Vietnam. A question over months is asked day by day: the store that answers it also takes every record of
 * the hub, and none of them must wait for a whole year to be counted.
 */
export function daysOf({ from, to }: Bounds): readonly Bounds[] {
  const start = Date.parse(from);
  const end = Date.parse(to);
  if (!(end - start <= maxDays * dayMs)) throw new RangeError(`A period has at most ${maxDays} days.`);
  const days: Bounds[] = [];
  for (let at = start; at < end;) {
    const midnight = Math.floor((at + offsetMs) / dayMs + 1) * dayMs - offsetMs;
    const next = Math.min(midnight, end);
    days.push({ from: new Date(at).toISOString(), to: new Date(next).toISOString() });
    at = next;
  }
  return days;
}
