import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Reason } from '../../../core/errors.js';
import { readKept } from '../../../gateway/access-log/evidence/anchors/kept.js';
import { inspectCheckpoint } from '../../../gateway/access-log/evidence/checkpoint.js';
import type { Place, Trust } from '../../../gateway/access-log/evidence/seals.js';
import type { AccessLogSettings } from '../../../gateway/access-log/settings.js';

/** A folder of checkpoints, and whether whoever rewrites the log reaches it, too. */
export interface Folder {
  readonly path: string;
  readonly own: boolean;
}

/** Folders of checkpoints: those that are named, and those the hub that is configured here fills. */
export async function checkpointFolders(
  named: readonly string[],
  settings: AccessLogSettings | null,
): Promise<readonly Folder[]> {
  for (const folder of named) if (!(await isFolder(folder))) throw new Reason(`There is no folder ${folder}.`);
  const filled: Folder[] = [];
  for (const folder of settings ? filledBy(settings) : []) if (await isFolder(folder.path)) filled.push(folder);
  return [...named.map((path) => ({ path, own: false })), ...filled.filter(({ path }) => !named.includes(path))];
}

/** Folders of its own, and what witnesses and time-stamp authorities took: that stands in the folder of the log. */
const filledBy = ({ anchors, folder, place }: AccessLogSettings): readonly Folder[] => [
  ...anchors.filter((anchor) => anchor.startsWith('file:')).map((anchor) => ({ path: anchor.slice('file:'.length), own: false })),
  { path: join(folder, 'anchored'), own: folder === place },
];

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

export const placesOf = (folders: readonly Folder[]): Place[] =>
  folders.map(({ path, own }) => ({ name: path, own, checkpoints: readKept(path) }));

/** The logs these folders hold signed checkpoints of: one of them may be gone from where it was written. */
export async function signedLogs(folders: readonly Folder[], { publicKeys }: Pick<Trust, 'publicKeys'>): Promise<Set<string>> {
  const logs = new Set<string>();
  for (const { path } of folders)
    for await (const { note } of readKept(path)) {
      if (logs.has(note.slice(0, note.indexOf('\n')))) continue;
      const inspected = inspectCheckpoint(note, publicKeys);
      if (inspected.state === 'signed') logs.add(inspected.checkpoint.log);
    }
  return logs;
}
