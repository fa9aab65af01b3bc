import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreFailure, codeOf, type Database } from '../database.js';
import { takeLock, type FolderLock } from './lock.js';
import { createThread } from './thread.js';

/** Who answers others while this process has the folder. */
export interface Answering {
  readonly socket: string;
  close(): Promise<void>;
}

export interface FolderOptions {
  readonly readOnly?: boolean;
  readonly answer?: (database: Database) => Promise<Answering>;
}

export const lockFile = (folder: string): string => join(folder, 'access-log.lock');

/** PGlite in `<folder>/pglite`, in a thread of its own. The folder is taken with the first piece of work and given back at the end. */
export function openFolder(folder: string, { readOnly = false, answer }: FolderOptions = {}): Database {
  let lock: FolderLock | undefined;
  let answering: Answering | undefined;
  const held = new Map<string, number>();
  const thread = createThread({ folder: join(folder, 'pglite'), readOnly }, async () => {
    lock ??= await take(folder);
    if (answering || !answer) return;
    answering = await answer(database);
    await lock.announce(answering.socket);
  });

  const database: Database = {
    write: (text, params = []) => thread.run({ kind: 'query', text, params }, 'write'),
    read: (text, params = []) => thread.run({ kind: 'query', text, params }, 'read'),
    async script(text) {
      await thread.run({ kind: 'script', text }, 'write');
    },
    async hold(log) {
      // The folder is this process's alone, and so is every log in it.
      await thread.run({ kind: 'query', text: 'select 1', params: [] }, 'write');
      held.set(log, thread.generation());
    },
    async release(log) {
      held.delete(log);
    },
    holds: (log) => held.get(log) === thread.generation(),
    async close() {
      await answering?.close();
      await thread.close();
      await lock?.release();
      lock = undefined;
    },
  };
  return database;
}

async function take(folder: string): Promise<FolderLock> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StoreFailure('The folder of the access log cannot be made.', codeOf(error));
  }
  return takeLock(lockFile(folder));
}
