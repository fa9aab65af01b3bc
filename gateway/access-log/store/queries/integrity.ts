import type { Database } from '../database.js';

export interface LogIntegrity {
  readonly log: string;
  /** Number of entries ever made. */
  readonly size: number;
  /** The newest that is signed for; null where none is. */
  readonly checkpoint: { readonly size: number; readonly at: string; readonly root: string } | null;
  /** Entries made since: not yet signed for. */
  readonly since: number;
}

export async function integrity(database: Pick<Database, 'read'>): Promise<readonly LogIntegrity[]> {
  const rows = await database.read(
    `select head.log, head.seq, checkpoint.size, checkpoint.at, checkpoint.root
     from access_log.heads head left join lateral (
       select size, at, root from access_log.checkpoints where log = head.log order by size desc, id desc limit 1
     ) checkpoint on true order by head.log`,
  );
  return rows.map((row) => ({
    log: row['log'] as string,
    size: Number(row['seq']),
    checkpoint: row['size'] === null ? null : { size: Number(row['size']), at: row['at'] as string, root: row['root'] as string },
    since: Number(row['seq']) - Number(row['size'] ?? 0),
  }));
}
