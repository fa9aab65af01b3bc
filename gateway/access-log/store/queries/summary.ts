import type { Database, Row } from '../database.js';
import { addPeriod, conditions } from './conditions.js';
import { daysOf, timeZone } from './days.js';

export interface SummaryFilter {
  /** RFC 3339, the first moment. */
  readonly from: string;
  /** RFC 3339, the first moment after: at most 400 days later. */
  readonly to: string;
  readonly actor?: string | undefined;
  readonly purpose?: string | undefined;
}

export type SummaryKey = 'actor' | 'purpose' | 'domain' | 'day';

/** What was asked with the same of each key asked for; the other keys are left out. */
export interface Summary {
  /** Null where nobody was signed in. */
  readonly actor?: { readonly issuer: string; readonly subject: string } | null;
  readonly purpose?: string | null;
  /** An entry that answered of several domains counts in each; null where it answered of none. */
  readonly domain?: string | null;
  /** Date in Vietnam. */
  readonly day?: string;
  readonly entries: number;
  readonly disclosing: number;
  readonly values: number;
}

const columns: Readonly<Record<SummaryKey, string>> = {
  actor: 'issuer, actor',
  purpose: 'purpose',
  domain: 'domain',
  day: 'day',
};

export async function summary(
  database: Pick<Database, 'read'>,
  filter: SummaryFilter,
  keys: readonly SummaryKey[],
): Promise<readonly Summary[]> {
  const sums = new Map<string, Summary>();
  for (const day of daysOf(filter)) {
    for (const row of await countDay(database, { ...filter, ...day }, keys)) {
      const one = summaryOf(row, keys);
      const key = JSON.stringify(keys.map((name) => one[name]));
      const sum = sums.get(key);
      sums.set(key, sum ? added(sum, one) : one);
    }
  }
  return [...sums.values()];
}

function countDay(database: Pick<Database, 'read'>, filter: SummaryFilter, keys: readonly SummaryKey[]) {
  const made = conditions();
  addPeriod(made, 'entry', filter);
  if (filter.actor !== undefined) made.add('entry.actor = ?', filter.actor);
  if (filter.purpose !== undefined) made.add('entry.purpose = ?', filter.purpose);
  const by = keys.map((key) => columns[key]).join(', ');
  const domains = keys.includes('domain') ? 'left join lateral unnest(entry.domains) as domain on true' : '';
  const sql = `select ${by === '' ? '' : `${by},`} count(*) as entries, count(*) filter (where disclosed > 0) as disclosing, sum(disclosed) as values
    from (
      select entry.*, to_char(entry.at at time zone '${timeZone}', 'YYYY-MM-DD') as day from access_log.entries entry ${made.where()}
    ) entry ${domains} ${by === '' ? '' : `group by ${by} order by ${by}`}`;
  return database.read(sql, made.params);
}

const summaryOf = (row: Row, keys: readonly SummaryKey[]): Summary => ({
  ...(keys.includes('actor') && {
    actor: row['actor'] === null ? null : { issuer: row['issuer'] as string, subject: row['actor'] as string },
  }),
  ...(keys.includes('purpose') && { purpose: row['purpose'] as string | null }),
  ...(keys.includes('domain') && { domain: row['domain'] as string | null }),
  ...(keys.includes('day') && { day: row['day'] as string }),
  entries: Number(row['entries']),
  disclosing: Number(row['disclosing']),
  values: Number(row['values'] ?? 0),
});

const added = (a: Summary, b: Summary): Summary => ({
  ...a,
  entries: a.entries + b.entries,
  disclosing: a.disclosing + b.disclosing,
  values: a.values + b.values,
});
