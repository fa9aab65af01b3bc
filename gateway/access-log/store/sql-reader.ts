import type { Checkpoint } from '../evidence/checkpoint.js';
import type { Frontier } from '../evidence/merkle.js';
import type { Entry } from '../record.js';
import type { Database, Param, Row } from './database.js';
import type { AccessLogReader, Head, Segment, SeqRange } from './store.js';

/** So many rows at a time: between two pages a commit may pass. */
const pageSize = 500;

/** What a verifier reads, straight from the tables. */
export function createReader(database: Pick<Database, 'read' | 'close'>): AccessLogReader {
  return {
    async logs() {
      const rows = await database.read('select log from access_log.heads order by log');
      return rows.map(({ log }) => log as string);
    },
    async *entries(log: string, { from = 1, to = Number.MAX_SAFE_INTEGER }: SeqRange = {}) {
      const sql = `select seq, text, hash from access_log.entries
        where log = $1 and seq > $2::bigint and seq <= $3::bigint order by seq limit ${pageSize}`;
      for await (const row of pages(database, sql, [log, from - 1, to], 'seq')) yield entryOfRow(log, row);
    },
    async *checkpoints(log: string) {
      const sql = `select id, size, root, head, at, note from access_log.checkpoints
        where log = $1 and id > $2::bigint order by id limit ${pageSize}`;
      for await (const row of pages(database, sql, [log, 0], 'id')) yield checkpointOf(log, row);
    },
    async segments(log) {
      const sql = 'select *, month::text as month from access_log.segments where log = $1 order by first_seq';
      return (await database.read(sql, [log])).map(segmentOf);
    },
    close: () => database.close(),
  };
}

/** All rows of a query that is ordered by `key` and takes the last one seen as its second parameter. */
async function* pages(database: Pick<Database, 'read'>, sql: string, params: readonly Param[], key: string) {
  let last = params[1]!;
  for (;;) {
    const rows = await database.read(sql, [params[0]!, last, ...params.slice(2)]);
    yield* rows;
    if (rows.length < pageSize) return;
    last = Number(rows.at(-1)![key]);
  }
}

const entryOfRow = (log: string, row: Row): Entry => ({
  log,
  seq: Number(row['seq']),
  text: row['text'] as string,
  hash: row['hash'] as string,
});

const checkpointOf = (log: string, { size, root, head, at, note }: Row): Checkpoint => ({
  log,
  size: Number(size),
  root: root as string,
  head: head as string,
  at: at as string,
  note: note as string,
});

const segmentOf = (row: Row): Segment => ({
  log: row['log'] as string,
  month: row['month'] as string,
  firstSeq: Number(row['first_seq']),
  prev: row['prev'] as string,
  before: row['tree_before'] as Frontier,
  sealed:
    row['sealed_at'] === null
      ? null
      : {
          lastSeq: Number(row['last_seq']),
          lastHash: row['last_hash'] as string,
          after: row['tree_after'] as Frontier,
          root: row['root'] as string,
        },
  pruned: row['pruned_at'] !== null,
});

export const headOf = (row: Row): Head => ({
  seq: Number(row['seq']),
  hash: row['hash'] as string,
  tree: row['tree'] as Frontier,
  month: row['month'] as string | null,
  open: row['open'] as boolean,
});
