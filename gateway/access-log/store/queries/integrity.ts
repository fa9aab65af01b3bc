import type { Checkpoint } from '../../evidence/checkpoint.js';
import type { Database, Row } from '../database.js';

export interface LogIntegrity {
  readonly log: string;
  /** Number of entries ever made. */
  readonly size: number;
  /** The newest that is signed for; null where none is. */
  readonly checkpoint: Checkpoint | null;
  /** Entries made since: not yet signed for. */
  readonly since: number;
}

export async function integrity(database: Pick<Database, 'read'>): Promise<readonly LogIntegrity[]> {
  const rows = await database.read(
    `select head.log, head.seq, checkpoint.size, checkpoint.at, checkpoint.root, checkpoint.head, checkpoint.note
     from access_log.heads head left join lateral (
       select size, at, root, head, note from access_log.checkpoints where log = head.log order by size desc, id desc limit 1
     ) checkpoint on true order by head.log`,
  );
  return rows.map((row) => ({
    log: row['log'] as string,
    size: Number(row['seq']),
    checkpoint: row['size'] === null ? null : checkpointOf(row),
    since: Number(row['seq']) - Number(row['size'] ?? 0),
  }));
}

const checkpointOf = (row: Row): Checkpoint => ({
  log: row['log'] as string,
  size: Number(row['size']),
  root: row['root'] as string,
  head: row['head'] as string,
  at: row['at'] as string,
  note: row['note'] as string,
});
