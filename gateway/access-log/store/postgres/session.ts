import { Socket } from 'node:net';
import { Client, DatabaseError } from 'pg';
import { codeOf, StoreFailure, type Param, type Row } from '../database.js';

export const connectWithinMs = 5_000;
/** Longer than any commit that is worth waiting for; then the connection is given up, and another one finds out. */
const writeWithinMs = 10_000;

/** One session of the server for certain: a process id alone comes again. */
export interface Backend {
  readonly pid: number;
  readonly began: string;
}

/** The one connection that writes. Once something went wrong in it, it is of no use any more. */
export interface Session {
  readonly backend: Backend;
  /** Logs that are held for as long as it lives. */
  readonly held: Set<string>;
  readonly broken: () => boolean;
  readonly query: (text: string, params?: readonly Param[]) => Promise<readonly Row[]>;
  /** Ends it at once, even where the server does not answer. */
  readonly drop: () => void;
}

type Query = Session['query'];

/** Opens a session, and first ends the one before it, which may still be at work on the server: what it did must be certain. */
export async function openSession(url: string, before: Backend | undefined): Promise<Session> {
  // Kept, because a frozen server answers no farewell: only the socket can be ended for certain.
  const socket = new Socket();
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: connectWithinMs,
    keepAlive: true,
    application_name: 'lien-thong-hub access log',
    stream: () => socket,
  });
  let broken = false;
  const drop = () => {
    broken = true;
    socket.destroy();
  };
  client.on('error', drop);
  client.on('end', drop);
  const query: Query = async (text, params = []) => {
    try {
      return (await within(client.query<Row>(text, [...params]), writeWithinMs)).rows;
    } catch (error) {
      if (endsSession(error)) drop();
      throw error;
    }
  };
  try {
    await within(client.connect(), connectWithinMs);
    await refuseUnsafe(query);
    if (before) await endBackend(query, before);
    return { backend: await ownBackend(query), held: new Set(), broken: () => broken, query, drop };
  } catch (error) {
    drop();
    throw error;
  }
}

/** A commit must be on disk when it is acknowledged, and a dead hub's locks must not outlive it by hours. */
async function refuseUnsafe(query: Query): Promise<void> {
  for (const [name, value] of Object.entries({
    synchronous_commit: 'on',
    statement_timeout: String(writeWithinMs),
    tcp_keepalives_idle: '10',
    tcp_keepalives_interval: '5',
    tcp_keepalives_count: '3',
  }))
    await query('select set_config($1, $2, false)', [name, value]);
  const [row] = await query(`select current_setting('fsync') as fsync, current_setting('server_encoding') as encoding`);
  if (row?.['fsync'] !== 'on') throw new StoreFailure('The server runs with fsync off: it would lose what it acknowledged.');
  if (row['encoding'] !== 'UTF8') throw new StoreFailure('The database must have the encoding UTF8.');
}

async function ownBackend(query: Query): Promise<Backend> {
  const [row] = await query('select pid, backend_start::text as began from pg_stat_activity where pid = pg_backend_pid()');
  return { pid: Number(row?.['pid']), began: row?.['began'] as string };
}

const endBackend = (query: Query, { pid, began }: Backend) =>
  query('select pg_terminate_backend(pid) from pg_stat_activity where pid = $1::integer and backend_start = $2::timestamptz', [
    pid,
    began,
  ]);

/** What an ERROR of a statement is not: a lost or silent server, or one that became a standby. */
const endsSession = (error: unknown): boolean =>
  !(error instanceof DatabaseError) || error.severity !== 'ERROR' || codeOf(error) === '25006';

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  // It may end long after nobody waits for it any more.
  work.catch(() => {});
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new StoreFailure('The server did not answer in time.')), ms);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
