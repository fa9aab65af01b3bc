import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openStore } from '../../../gateway/access-log/store/open.js';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
const version = dependencies['@electric-sql/pglite'];

/** A new folder with an empty database in it. Making one takes seconds, so it is made once on a machine and then copied. */
export async function madeFolder(parent = mkdtempSync(join(tmpdir(), 'access-log-'))): Promise<string> {
  const template = join(tmpdir(), `lien-thong-hub-pglite-${version}`);
  if (!existsSync(template)) await makeTemplate(template);
  const folder = join(parent, 'log');
  mkdirSync(folder, { mode: 0o700 });
  cpSync(template, join(folder, 'pglite'), { recursive: true });
  return folder;
}

async function makeTemplate(template: string): Promise<void> {
  const made = mkdtempSync(`${template}-`);
  const store = openStore(made);
  // Fails where there is no table yet; by then the database is there.
  await store.logs().catch(() => []);
  await store.close();
  try {
    renameSync(join(made, 'pglite'), template);
  } catch (error) {
    // Somebody else was quicker.
    if (!existsSync(template)) throw error;
  }
  rmSync(made, { recursive: true, force: true });
}

export const removeFolder = (folder: string): void => rmSync(dirname(folder), { recursive: true, force: true });
