import { rootOf } from '../evidence/merkle.js';
import { codeOf, mustStay, type Database } from './database.js';
import { monthOf, monthsAfter } from './months.js';
import { headOf } from './sql-reader.js';
import type { Pruned } from './store.js';

/** Whole months, so that nothing younger than `keepMonths` ever goes. */
export async function prune(
  database: Database,
  { now, keepMonths = 12 }: { readonly now: Date; readonly keepMonths?: number },
): Promise<Pruned> {
  const month = monthOf(now.toISOString());
  await sealIdle(database, month);
  const rows = await database.read(
    `select distinct month::text as month from access_log.segments where pruned_at is null and month < $1::date order by month`,
    [monthsAfter(month, -keepMonths)],
  );
  const dropped: string[] = [];
  const kept: { month: string; reason: string }[] = [];
  for (const old of rows.map((row) => row['month'] as string)) {
    try {
      await database.write('select access_log.drop_month($1::date)', [old]);
      dropped.push(old);
    } catch (error) {
      if (codeOf(error) !== mustStay) throw error;
      kept.push({ month: old, reason: (error as Error).message });
    }
  }
  return { dropped, kept };
}

/** A log that nobody writes any more ends its last month too. */
async function sealIdle(database: Database, month: string): Promise<void> {
  const rows = await database.read(
    'select *, month::text as month from access_log.heads where open and month < $1::date order by log',
    [month],
  );
  for (const row of rows) {
    const { seq, tree } = headOf(row);
    await database.write('select access_log.seal($1, $2::bigint, $3)', [row['log'] as string, seq, rootOf(tree)]);
  }
}
