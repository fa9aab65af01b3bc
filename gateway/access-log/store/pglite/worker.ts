import { parentPort, workerData } from 'node:worker_threads';
import type { PGlite } from '@electric-sql/pglite';
import { codeOf, type Row } from '../database.js';
import { openDurable } from './durable-folder.js';
import type { FromThread, ThreadData, ToThread, Work } from './messages.js';

// The database in its thread: one piece of work after the other, one answer to each.

const mebibyte = 1024 * 1024;
/** PGlite has nobody who writes checkpoints beside the work: so much of its log waits for a quiet moment, so much for none. */
const checkpointWhenIdle = 4 * mebibyte;
const checkpointAtOnce = 256 * mebibyte;
const idleMs = 500;

const port = parentPort!;
const { folder, readOnly } = workerData as ThreadData;
const say = (message: FromThread) => port.postMessage(message);

try {
  const database = await openDurable(folder);
  if (readOnly) await database.exec('set default_transaction_read_only = on');
  else await freezeOld(database);
  serve(database);
  say({ kind: 'ready' });
} catch (error) {
  say({ kind: 'failed', message: 'The folder cannot be opened.', code: codeOf(error) });
  process.exit(1);
}

function serve(database: PGlite): void {
  let idle: NodeJS.Timeout | undefined;
  let flushed = 0;

  async function checkpoint(least: number): Promise<void> {
    if (readOnly) return;
    const at = await walPosition(database);
    if (at - flushed < least) return;
    await database.exec('checkpoint');
    flushed = await walPosition(database);
  }

  async function take(message: ToThread): Promise<void> {
    clearTimeout(idle);
    if (message.kind === 'close') {
      await database.close();
      process.exit(0);
    }
    try {
      say({ kind: 'rows', rows: await run(database, message) });
    } catch (error) {
      say({ kind: 'failed', message: error instanceof Error ? error.message : '', code: codeOf(error) });
      // After anything but an ERROR of a statement the database may say anything: it is left as after a crash, and opened anew.
      if (!isError(error)) process.exit(1);
    }
  }

  let turn = checkpoint(0).catch(() => process.exit(1));
  const next = (step: () => Promise<void>) => {
    turn = turn.then(step).catch(() => process.exit(1));
  };
  let writes = 0;
  port.on('message', (message: ToThread) => {
    next(() => take(message));
    if (++writes % 256 === 0) next(() => checkpoint(checkpointAtOnce));
    clearTimeout(idle);
    idle = setTimeout(() => next(() => checkpoint(checkpointWhenIdle)), idleMs);
  });
}

async function run(database: PGlite, work: Work): Promise<readonly Row[]> {
  if (work.kind === 'query') return (await database.query<Row>(work.text, [...work.params])).rows;
  await database.transaction(async (transaction) => {
    await transaction.exec(work.text);
  });
  return [];
}

/** Nor anybody who cleans up: long before its numbers for transactions run out (after two thousand million commits), it is done here. */
async function freezeOld(database: PGlite): Promise<void> {
  const { rows } = await database.query<{ age: number }>(
    'select age(datfrozenxid) as age from pg_database where datname = current_database()',
  );
  if (rows[0]!.age > 500_000_000) await database.exec('vacuum (freeze)');
}

async function walPosition(database: PGlite): Promise<number> {
  const { rows } = await database.query<{ at: number }>(`select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as at`);
  return rows[0]!.at;
}

const isError = (error: unknown) => error instanceof Error && 'severity' in error && error.severity === 'ERROR';
