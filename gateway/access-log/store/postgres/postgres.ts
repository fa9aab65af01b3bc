import { Pool } from 'pg';
import { failureOf, StoreFailure, type Database, type Param, type Row } from '../database.js';
import { connectWithinMs, openSession, type Backend, type Session } from './session.js';

const readWithinMs = 60_000;
const keyOfLog = `hashtextextended('access log: ' || $1, 0)`;

/** PostgreSQL: one connection that writes and holds the logs, a few that read. A connection that failed is replaced by a fresh one. */
export function connectPostgres(url: string, { readOnly = false }: { readonly readOnly?: boolean } = {}): Database {
  const readers = openReaders(url);
  let session: Session | undefined;
  let before: Backend | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  async function connected(): Promise<Session> {
    if (readOnly) throw new StoreFailure('The access log is open for reading only.');
    if (session?.broken()) {
      before = session.backend;
      session = undefined;
    }
    session ??= await openSession(url, before);
    return session;
  }

  /** One after the other: a connection has one transaction at a time. */
  function inTurn<T>(run: (session: Session) => Promise<T>): Promise<T> {
    const result = turn.then(async () => {
      try {
        return await run(await connected());
      } catch (error) {
        throw failureOf(error);
      }
    });
    turn = result.catch(() => {});
    return result;
  }

  return {
    write: (text, params) => inTurn(({ query }) => query(text, params)),
    async read(text: string, params: readonly Param[] = []) {
      try {
        return (await readers.query<Row>(text, [...params])).rows;
      } catch (error) {
        throw failureOf(error);
      }
    },
    script: (text) => inTurn((open) => transaction(open, text)),
    hold: (log) => inTurn((open) => hold(open, log)),
    release: (log) =>
      inTurn(async ({ held, query }) => {
        if (held.delete(log)) await query(`select pg_advisory_unlock(${keyOfLog})`, [log]);
      }),
    holds: (log) => session?.broken() === false && session.held.has(log),
    async close() {
      await turn;
      session?.drop();
      await readers.end();
    },
  };
}

async function hold({ held, query }: Session, log: string): Promise<void> {
  // The lock itself would let the same session in twice.
  if (held.has(log)) return;
  const [row] = await query(`select pg_try_advisory_lock(${keyOfLog}) as mine`, [log]);
  if (row?.['mine'] !== true) throw new StoreFailure(`The log ${log} is held by another writer.`);
  held.add(log);
}

async function transaction({ query }: Session, text: string): Promise<void> {
  await query('begin');
  try {
    await query(text);
    await query('commit');
  } catch (error) {
    await query('rollback').catch(() => {});
    throw error;
  }
}

function openReaders(url: string): Pool {
  const readers = new Pool({
    connectionString: url,
    max: 3,
    connectionTimeoutMillis: connectWithinMs,
    query_timeout: readWithinMs,
    statement_timeout: readWithinMs,
    application_name: 'lien-thong-hub access log, reading',
    options: '-c default_transaction_read_only=on',
  });
  // The loss of an idle connection comes as an event; the next question gets a new one.
  readers.on('error', () => {});
  return readers;
}
