import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { silentLog, type Log } from '../../../core/log.js';
import { StoreFailure, type Database } from './database.js';
import { versionOf } from './migrate.js';
import { lockFile, openFolder } from './pglite/folder.js';
import { readHolder } from './pglite/lock.js';
import { isPostgres } from './place.js';
import { connectPostgres } from './postgres/postgres.js';
import { serveReader } from './socket/serve.js';
import { readOverSocket } from './socket/read.js';
import { createReader } from './sql-reader.js';
import { createSqlStore } from './sql-store.js';
import type { AccessLogReader, AccessStore } from './store.js';

/** The store in `place`: a folder, or the address of a PostgreSQL. Nothing is opened before it is asked for something. */
export function openStore(place: string, { report = silentLog }: { readonly report?: Log } = {}): AccessStore {
  if (isPostgres(place)) return createSqlStore(connectPostgres(place));
  return createSqlStore(openFolder(place, { answer: (database) => serveReader(place, createReader(database), report) }));
}

/** Reads the log in `place` and changes nothing: from the hub that runs on it, else by itself. Rejects where there is no access log. */
export async function openReadOnly(place: string): Promise<AccessLogReader> {
  if (isPostgres(place)) return checked(connectPostgres(place, { readOnly: true }));
  const running = await readRunning(place);
  if (running) return running;
  if (!(await exists(join(place, 'pglite', 'PG_VERSION')))) throw new StoreFailure('There is no access log in this folder.');
  return checked(openFolder(place, { readOnly: true }));
}

/** Over the socket of the hub that holds the folder; null where none answers. */
async function readRunning(folder: string): Promise<AccessLogReader | null> {
  const holder = await readHolder(lockFile(folder));
  if (!holder?.socket) return null;
  const reader = readOverSocket(holder.socket);
  return reader.logs().then(
    () => reader,
    (error: unknown) => {
      // Nobody there any more: what a hub left behind that was killed.
      if (error instanceof StoreFailure && (error.code === 'ECONNREFUSED' || error.code === 'ENOENT')) return null;
      throw error;
    },
  );
}

async function checked(database: Database): Promise<AccessLogReader> {
  try {
    if ((await versionOf(database)) === 0) throw new StoreFailure('There is no access log in this database.');
    return createReader(database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

const exists = (path: string) =>
  access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
