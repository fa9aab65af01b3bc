import { randomUUID } from 'node:crypto';
import { link, open, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Reason } from '../../core/errors.js';

/** Makes a file whole or not at all; of several who do so at once, one wins and the others read what it wrote. */
export async function writeOnce(path: string, mode: number, text: () => string): Promise<void> {
  if (await stat(path).catch(() => null)) return;
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', mode);
  try {
    await file.writeFile(text());
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
}

/** Throws where others than the owner may read the file. */
export async function refuseShared(path: string): Promise<void> {
  // Windows has no such modes.
  if (process.platform === 'win32') return;
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) throw new Reason(`others may read ${basename(path)}: its mode must be 0600`);
}
