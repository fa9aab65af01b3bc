import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import { z } from 'zod';
import { StoreFailure, codeOf } from '../database.js';

/** PGlite admits one process to a folder, and does not see to it itself. */
export interface FolderLock {
  /** Says where the holder can be asked for what is in the folder. */
  announce(socket: string): Promise<void>;
  release(): Promise<void>;
}

const Holder = z.object({
  pid: z.int(),
  /** When the process began, as the system counts: a process id alone comes again, in a container after every start. */
  began: z.string().nullable(),
  host: z.string(),
  socket: z.string().nullable(),
});
export type Holder = z.infer<typeof Holder>;

const beatMs = 5_000;
const silentMs = 30_000;

/** Takes the folder of the lock file `path`, from a dead holder too. Rejects as long as a living one has it. */
export async function takeLock(path: string): Promise<FolderLock> {
  const me: Holder = { pid: process.pid, began: await beginOf(process.pid), host: hostname(), socket: null };
  if (!(await create(path, me))) await takeOver(path, me);
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, beatMs);
  beat.unref();
  return {
    async announce(socket) {
      await replace(path, { ...me, socket });
    },
    async release() {
      clearInterval(beat);
      await rm(path, { force: true });
    },
  };
}

export async function readHolder(path: string): Promise<Holder | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function create(path: string, holder: Holder): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(holder), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw new StoreFailure('The folder of the access log cannot be written.', codeOf(error));
  }
}

/** One takes over at a time: who made the second file. It looks again, for the first may just have changed hands. */
async function takeOver(path: string, me: Holder): Promise<void> {
  const holder = await readHolder(path);
  if (await lives(path, holder)) throw inUse(holder);
  const guard = `${path}.taking`;
  if (await isSilent(guard)) await rm(guard, { force: true });
  if (!(await create(guard, me))) throw inUse(null);
  try {
    const now = await readHolder(path);
    if (await lives(path, now)) throw inUse(now);
    await replace(path, me);
  } finally {
    await rm(guard, { force: true });
  }
}

const inUse = (holder: Holder | null) =>
  new StoreFailure(`The folder of the access log is in use${holder ? ` by process ${holder.pid} of ${holder.host}` : ''}.`);

async function replace(path: string, holder: Holder): Promise<void> {
  const next = `${path}.${process.pid}`;
  await writeFile(next, JSON.stringify(holder), { mode: 0o600 });
  await rename(next, path);
}

async function lives(path: string, holder: Holder | null): Promise<boolean> {
  // Cut short while it was written, perhaps a moment ago.
  if (holder === null) return !(await isSilent(path));
  if (holder.socket !== null && (await answers(holder.socket))) return true;
  if (holder.host !== hostname()) return !(await isSilent(path));
  return isRunning(holder);
}

async function isRunning({ pid, began }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  const now = await beginOf(pid);
  return now === null || began === null || now === began;
}

/** Field 22 of the process's line, after a name that may hold anything; null where the system has no such file. */
async function beginOf(pid: number): Promise<string | null> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return line?.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

async function isSilent(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > silentMs;
}

const answers = (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const connection = connect(socket);
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', () => resolve(false));
  });
