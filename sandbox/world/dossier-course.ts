import { addWorkingDays, type Day, dayOf, isWorkingDay, today } from './calendar.js';
import type { Random } from './random.js';
import type { WorldProcedure } from './types.js';

/** How a case went, in days; what has not happened by the world's today is null. */
export interface Course {
  readonly status: number;
  readonly accepted: Day | null;
  readonly due: Day | null;
  readonly completed: Day | null;
  readonly returned: Day | null;
}

const now = dayOf(today);
const waiting = { accepted: null, due: null, completed: null, returned: null };

const endings = [
  ['done', 935],
  ['withdrawn', 12],
  ['stopped', 8],
  ['stuck', 45],
] as const;

const openStatuses = [
  [2, 7],
  [3, 2],
  [9, 1],
] as const;

/**
 * Refused cases (6) were never accepted; withdrawn ones (7) ended before they were due; stopped (8), supplementing (3) and unpaid (9)
 * ones are accepted and not completed.
 */
export function drawCourse(random: Random, procedure: WorldProcedure, received: Day): Course {
  if (now - received <= 2 && random.chance(0.7)) return { status: random.int(0, 1), ...waiting };
  if (random.chance(0.02)) return { status: 6, ...waiting };
  const accepted = received;
  const due = addWorkingDays(accepted, procedure.processingDays);
  const open = { accepted, due, completed: null, returned: null };
  const ending = random.weighted(endings);
  if (ending === 'stopped') return { ...open, status: 8 };
  if (ending === 'withdrawn' && procedure.processingDays > 2) return closed(open, 7, addWorkingDays(accepted, 1), null);
  // Cases that lie long past their day lie now, not five years ago.
  if (ending === 'stuck' && now - accepted < 240) return { ...open, status: random.weighted(openStatuses) };
  return finished(random, procedure, open);
}

function finished(random: Random, { processingDays }: WorldProcedure, open: Omit<Course, 'status'>): Course {
  const late = random.chance(0.07);
  const spent = late ? processingDays + random.int(1, 8) : Math.max(1, Math.round(processingDays * (0.4 + 0.6 * random.next())));
  const completed = addWorkingDays(open.accepted!, spent);
  const returned = random.chance(0.985) ? addWorkingDays(completed, random.int(0, 2)) : null;
  return closed(open, returned === null || returned > now ? 4 : 5, completed, returned);
}

function closed(open: Omit<Course, 'status'>, status: number, completed: Day, returned: Day | null): Course {
  if (completed > now) return { ...open, status: 2 };
  return { ...open, status, completed, returned: returned !== null && returned <= now ? returned : null };
}

/** A day of reception: more of them in later years. */
export function drawDay(random: Random, first: Day): Day {
  const day = first + Math.floor(random.next() ** 0.7 * (now - first));
  return isWorkingDay(day) ? day : drawDay(random, first);
}
