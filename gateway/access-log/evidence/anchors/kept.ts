import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readText } from '../../../../core/read-text.js';
import { canonicalJson } from '../canonical.js';
import type { Checkpoint } from '../checkpoint.js';
import { readLines } from '../lines.js';

// A folder of kept checkpoints: `<anchor>/<log>/<year>-<month>.jsonl`, a line for each, only ever appended to. A file `*.note` that
// somebody put there by hand holds one checkpoint as it was signed.

/** A checkpoint as it is kept. */
export interface Kept {
  /** The signed note, perhaps with the signatures of others. */
  readonly note: string;
  /** Time stamp (RFC 3161) over the note as it was published, in base64. */
  readonly stamp?: string;
}

/** More than a line with a stamp ever takes. */
const maxLine = 256 * 1024;

/** Appends to the folder; what was appended is on the disk when this resolves. */
export async function keep(folder: string, anchor: string, { log, at }: Checkpoint, kept: Kept): Promise<void> {
  // A log's name may hold characters no file name may.
  const path = join(folder, anchor, encodeURIComponent(log), `${at.slice(0, 7)}.jsonl`);
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a+');
  try {
    await dropTornEnd(file);
    await file.appendFile(`${canonicalJson({ ...kept })}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}

/** A power cut may leave half a line, which nobody was told to be kept. */
async function dropTornEnd(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  const length = Math.min(size, maxLine);
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
  const end = size - length + buffer.lastIndexOf(0x0a) + 1;
  if (end < size) await file.truncate(end);
}

/** A new file is only there after a power cut when its folder was written, too. Windows has no such thing. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Everything kept in a folder, of all its anchors and logs. What cannot be read comes as a note without text, so that it is seen. */
export async function* readKept(folder: string): AsyncGenerator<Kept> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  for (const path of paths.toSorted()) {
    if (path.endsWith('.jsonl')) yield* readKeptLines(path);
    else if (path.endsWith('.note')) yield { note: await readText(createReadStream(path), maxLine) };
  }
}

async function* readKeptLines(path: string): AsyncGenerator<Kept> {
  for await (const lines of readLines(createReadStream(path) as AsyncIterable<Buffer>, maxLine))
    for (const { bytes, ended } of lines) {
      const kept = readLine(bytes.toString('utf8'));
      if (kept) yield kept;
      else if (ended) yield { note: '' };
    }
}

function readLine(line: string): Kept | null {
  try {
    const { note, stamp, ...rest } = JSON.parse(line) as Record<string, unknown>;
    if (typeof note !== 'string' || Object.keys(rest).length > 0) return null;
    if (stamp === undefined) return { note };
    return typeof stamp === 'string' ? { note, stamp } : null;
  } catch {
    return null;
  }
}
