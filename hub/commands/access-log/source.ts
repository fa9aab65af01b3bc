import { createReadStream } from 'node:fs';
import type { Kept } from '../../../gateway/access-log/evidence/anchors/kept.js';
import { isLogName } from '../../../gateway/access-log/evidence/chain.js';
import { createReader, readExport, type RawEntries } from '../../../gateway/access-log/evidence/raw-entries.js';
import type { Start } from '../../../gateway/access-log/evidence/walk.js';
import { openReadOnly } from '../../../gateway/access-log/store/open.js';
import type { Segment } from '../../../gateway/access-log/store/store.js';
import { Misuse } from './usage.js';

/** What can be verified: the log where a hub writes it, or an export of it. */
export interface Source {
  logs(): Promise<readonly string[]>;
  /** To the end of the log, so that checkpoints after a range are met. */
  entries(log: string, from: number | undefined): RawEntries;
  /** Those kept beside the log; null where none are. */
  checkpoints(log: string): AsyncIterable<Kept> | null;
  /** Where the log begins when months of it have left by retention. */
  pruned(log: string): Promise<Start | undefined>;
  close(): Promise<void>;
}

export async function openPlace(place: string): Promise<Source> {
  const reader = await openReadOnly(place);
  return {
    logs: () => reader.logs(),
    entries: (log, from) => reader.entries(log, { from }),
    checkpoints: (log) => reader.checkpoints(log),
    pruned: async (log) => startAfter(await reader.segments(log)),
    close: () => reader.close(),
  };
}

function startAfter(segments: readonly Segment[]): Start | undefined {
  const present = segments.findIndex(({ pruned }) => !pruned);
  const sealed = segments.at(present < 0 ? -1 : present - 1)?.sealed;
  return present === 0 || !sealed ? undefined : { seq: sealed.lastSeq, hash: sealed.lastHash, tree: sealed.after };
}

/** A file of one log: the one that is named, or else the one its first record names. */
export function openExport(path: string, log: string | undefined): Source {
  return {
    logs: async () => [log ?? (await logOf(path))],
    entries: () => readExport(createReadStream(path)),
    checkpoints: () => null,
    pruned: async () => undefined,
    close: async () => {},
  };
}

async function logOf(path: string): Promise<string> {
  const reader = createReader(readExport(createReadStream(path)));
  try {
    for (let entry = await reader.next(); entry !== undefined; entry = await reader.next())
      if (entry && isLogName(entry.place.log)) return entry.place.log;
  } finally {
    await reader.close();
  }
  throw new Misuse('No record in the file says of which log it is: say --log NAME.');
}
