import type { Checkpoint } from '../evidence/checkpoint.js';
import { genesis } from '../evidence/chain.js';
import { emptyTree, rootOf } from '../evidence/merkle.js';
import { codeOf, staleHead, StoreFailure, type Database } from './database.js';
import { migrate } from './migrate.js';
import { monthAfter, monthsAfter } from './months.js';
import { prune } from './prune.js';
import { createQueries } from './queries/queries.js';
import { createReader, headOf } from './sql-reader.js';
import type { AccessStore, Batch, Head } from './store.js';

/** The store over either database. */
export function createSqlStore(database: Database): AccessStore {
  const reader = createReader(database);
  let migrated = false;
  const madeMonths = new Set<string>();

  /** Makes the month and the next: the first entry of a month waits for nothing but itself. */
  async function makeMonth(month: string): Promise<void> {
    if (madeMonths.has(month)) return;
    for (const each of [month, monthsAfter(month, 1)]) await database.write('select access_log.make_month($1::date)', [each]);
    madeMonths.add(month);
  }

  return {
    ...reader,
    ...createQueries(database),
    async open(log) {
      if (!migrated) await migrate(database);
      migrated = true;
      await database.hold(log);
      await database.write(
        `insert into access_log.heads (log, hash, tree) values ($1, $2, $3::json) on conflict (log) do nothing`,
        [log, genesis, JSON.stringify(emptyTree)],
      );
      const [row] = await database.write('select * , month::text as month from access_log.heads where log = $1', [log]);
      if (!row) throw new StoreFailure('The store does not keep what it is given.');
      return headOf(row);
    },
    async append(log, head, batch) {
      if (!database.holds(log)) throw new StoreFailure('The log is not held: it must be opened first.');
      const month = monthOfBatch(head, batch);
      await makeMonth(month);
      await database.write('select access_log.append($1, $2::bigint, $3, $4::date, $5, $6, $7::json, $8::json)', [
        log,
        head.seq,
        head.hash,
        month,
        month === head.month ? null : rootOf(head.tree),
        batch.entries.at(-1)!.hash,
        JSON.stringify(batch.tree),
        rowsOf(batch),
      ]);
      return { seq: batch.tree.size, hash: batch.entries.at(-1)!.hash, tree: batch.tree, month, open: true };
    },
    async addCheckpoint({ log, size, root, head, at, note }: Checkpoint) {
      await database.write(
        'insert into access_log.checkpoints (log, size, root, head, at, note) values ($1, $2::bigint, $3, $4, $5, $6)',
        [log, size, root, head, at, note],
      );
    },
    release: (log) => database.release(log),
    prune: (options) => prune(database, options),
  };
}

/** Whether an append was refused because somebody else wrote, not because the store failed. */
export const isStale = (error: unknown): boolean => codeOf(error) === staleHead;

function monthOfBatch(head: Head, { entries, index, tree }: Batch): string {
  const month = index.length > 0 ? monthAfter(head, index[0]!.at) : null;
  const now = { month, open: true };
  const fits =
    month !== null &&
    entries.length === index.length &&
    tree.size === head.seq + entries.length &&
    entries.every(({ seq }, at) => seq === head.seq + 1 + at) &&
    index.every(({ at }) => monthAfter(now, at) === month);
  if (!fits) throw new RangeError('not a batch: entries that follow the head, one index row for each, all of one month');
  return month;
}

const rowsOf = ({ entries, index }: Batch): string =>
  JSON.stringify(
    index.map(({ visibleFrom, ...row }, at) => ({
      ...row,
      visible_from: visibleFrom,
      text: entries[at]!.text,
      hash: entries[at]!.hash,
    })),
  );
