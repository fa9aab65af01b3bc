import { stat } from 'node:fs/promises';
import { Reason } from '../../../core/errors.js';
import { readKept } from '../../../gateway/access-log/evidence/anchors/kept.js';
import { inspectCheckpoint } from '../../../gateway/access-log/evidence/checkpoint.js';
import type { Place, Trust } from '../../../gateway/access-log/evidence/seals.js';
import type { AccessLogSettings } from '../../../gateway/access-log/settings.js';

/** Folders of checkpoints: those that are named, and those the hub that is configured here fills. */
export async function checkpointFolders(
  named: readonly string[],
  settings: AccessLogSettings | null,
): Promise<readonly string[]> {
  for (const folder of named) if (!(await isFolder(folder))) throw new Reason(`There is no folder ${folder}.`);
  const own = (settings?.anchors ?? [])
    .filter((anchor) => anchor.startsWith('file:'))
    .map((anchor) => anchor.slice('file:'.length));
  const filled: string[] = [];
  for (const folder of own) if (await isFolder(folder)) filled.push(folder);
  return [...new Set([...named, ...filled])];
}

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

export const placesOf = (folders: readonly string[]): Place[] =>
  folders.map((folder) => ({ name: folder, own: false, checkpoints: readKept(folder) }));

/** The logs these folders hold signed checkpoints of: one of them may be gone from where it was written. */
export async function signedLogs(folders: readonly string[], { publicKeys }: Pick<Trust, 'publicKeys'>): Promise<Set<string>> {
  const logs = new Set<string>();
  for (const folder of folders)
    for await (const { note } of readKept(folder)) {
      if (logs.has(note.slice(0, note.indexOf('\n')))) continue;
      const inspected = inspectCheckpoint(note, publicKeys);
      if (inspected.state === 'signed') logs.add(inspected.checkpoint.log);
    }
  return logs;
}
