import { addWorkingDays, type Day, dayOf, instantOf, today } from './calendar.js';
import type { Random } from './random.js';
import type { WorldDocument } from './types.js';

type Delivery = NonNullable<WorldDocument['delivery']>;
type Status = Delivery['statuses'][number];

const arrived = '01';
const refused = '02';
const accepted = '03';
const finished = '06';

/** The way of a document over the interchange axis: what each recipient reported, in the order of time. */
export function drawDelivery(random: Random, recipients: readonly string[], sent: Day): Delivery {
  return { messageId: uuid(random), statuses: recipients.flatMap((agencyId) => statusesOf(random, agencyId, sent)) };
}

function statusesOf(random: Random, agencyId: string, sent: Day): Status[] {
  const minute = random.int(8 * 60, 15 * 60);
  const status = (code: string, day: Day, later: number): Status => ({ agencyId, code, at: instantOf(day, minute + later) });
  const first = status(arrived, sent, 3);
  if (random.chance(0.03)) return [first, status(refused, sent, 40)];
  const done = addWorkingDays(sent, random.int(1, 12));
  const reports = [first, status(accepted, sent, 25)];
  return done <= dayOf(today) && random.chance(0.85) ? [...reports, status(finished, done, 60)] : reports;
}

function uuid(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random.int(0, 15).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
