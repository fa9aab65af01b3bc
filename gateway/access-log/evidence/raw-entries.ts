import { hash } from 'node:crypto';
import { readLines } from './lines.js';
import { readPlace, type PlaceRead } from './place.js';

/** An entry as a store or an export holds it. Nothing of it is believed: `seq` and `hash` are only compared with what the text says. */
export interface RawEntry {
  readonly text: string | Uint8Array;
  readonly seq?: number;
  readonly hash?: string;
}

export type RawEntries = AsyncIterable<RawEntry> | Iterable<RawEntry>;

/** No record is larger: one with ten thousand people takes less than a twentieth of it. */
const maxBytes = 16 * 1024 * 1024;

/** The entries of an export: one text for each line of the file. */
export async function* readExport(path: string): AsyncGenerator<RawEntry> {
  for await (const { bytes } of readLines(path, maxBytes)) yield { text: bytes };
}

/** An entry as it was read, with the hash of the very bytes. */
export interface ReadEntry extends PlaceRead {
  readonly hash: string;
  readonly raw: RawEntry;
}

/** Reads entries one by one; null for one that cannot be read. */
export function createReader(entries: RawEntries) {
  const iterator = Symbol.asyncIterator in entries ? entries[Symbol.asyncIterator]() : entries[Symbol.iterator]();
  return {
    /** Undefined at the end. */
    async next(): Promise<ReadEntry | null | undefined> {
      const result = await iterator.next();
      return result.done ? undefined : read(result.value);
    },
    /** To be called when the entries are not read to the end. */
    async close(): Promise<void> {
      await iterator.return?.();
    },
  };
}

export type Reader = ReturnType<typeof createReader>;

function read(raw: RawEntry): ReadEntry | null {
  const { text } = raw;
  // Of bytes each is taken for a character: what gives a text its structure is below 128 in UTF-8.
  const place = readPlace(
    typeof text === 'string' ? text : Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('latin1'),
  );
  return place && { ...place, hash: hash('sha256', text, 'hex'), raw };
}
