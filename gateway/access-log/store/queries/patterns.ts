import type { Database, Param, Row } from '../database.js';
import { addPeriod, conditions, type Period } from './conditions.js';
import { daysOf, timeZone } from './days.js';

export interface PatternOptions {
  /** RFC 3339, the first moment. */
  readonly from: string;
  /** RFC 3339, the first moment after: at most 400 days later. */
  readonly to: string;
  /** From how many people in one day on one actor is named. */
  readonly subjectsPerDay?: number | undefined;
}

/**
 * Something an auditor may want to look at; by itself it says nothing against anybody. OFF_HOURS: personal data read between 18:00 and
 * 07:00 or on a weekend in Vietnam. MANY_SUBJECTS: data of many people read in a day. BREAK_GLASS: an access marked for review.
 */
export interface Pattern {
  readonly kind: 'OFF_HOURS' | 'MANY_SUBJECTS' | 'BREAK_GLASS';
  readonly issuer: string;
  readonly actor: string;
  /** Date in Vietnam. */
  readonly day: string;
  readonly entries: number;
  /** People whose data was answered; null where they were not counted. */
  readonly subjects: number | null;
}

const here = `entry.at at time zone '${timeZone}'`;
const offHours = `entry.disclosed > 0 and entry.purpose is distinct from 'OWN_DATA'
  and (extract(hour from ${here}) >= 18 or extract(hour from ${here}) < 7 or extract(isodow from ${here}) >= 6)`;

export async function patterns(
  database: Pick<Database, 'read'>,
  { from, to, subjectsPerDay = 100 }: PatternOptions,
): Promise<readonly Pattern[]> {
  const found: Pattern[] = [];
  for (const day of daysOf({ from, to })) {
    const ask = async (kind: Pattern['kind'], { sql, params }: Question) => {
      for (const row of await database.read(sql, params)) found.push(patternOf(kind, row));
    };
    await ask('OFF_HOURS', marked(day, offHours));
    await ask('BREAK_GLASS', marked(day, 'entry.review'));
    await ask('MANY_SUBJECTS', manySubjects(day, subjectsPerDay));
  }
  return found;
}

interface Question {
  readonly sql: string;
  readonly params: readonly Param[];
}

function marked(day: Period, condition: string): Question {
  const made = conditions();
  made.add(condition);
  made.add('entry.actor is not null');
  addPeriod(made, 'entry', day);
  const sql = `select issuer, actor, to_char(min(${here}), 'YYYY-MM-DD') as day, count(*) as entries, null as subjects
    from access_log.entries entry ${made.where()} group by issuer, actor order by issuer, actor`;
  return { sql, params: made.params };
}

function manySubjects(day: Period, least: number): Question {
  const made = conditions();
  made.add('entry.people > 0');
  made.add('entry.actor is not null');
  addPeriod(made, 'entry', day);
  const where = made.where();
  const enough = `${made.param(least)}::bigint`;
  // Only of those who may be meant is each entry read for whom it names.
  const sql = `with day as materialized (select * from access_log.entries entry ${where}),
    many as (select issuer, actor from day group by issuer, actor having sum(people) >= ${enough})
    select issuer, actor, to_char(min(${here}), 'YYYY-MM-DD') as day,
      count(distinct (log, seq)) as entries, count(distinct subject) as subjects
    from day entry join many using (issuer, actor), json_array_elements_text(entry.text::json -> 'subjects') as subject
    group by issuer, actor having count(distinct subject) >= ${enough} order by issuer, actor`;
  return { sql, params: made.params };
}

const patternOf = (kind: Pattern['kind'], row: Row): Pattern => ({
  kind,
  issuer: row['issuer'] as string,
  actor: row['actor'] as string,
  day: row['day'] as string,
  entries: Number(row['entries']),
  subjects: row['subjects'] === null ? null : Number(row['subjects']),
});
