import { hashOf } from './chain.js';
import { readLines } from './lines.js';
import { readPlace, type PlaceRead } from './place.js';

/** An entry as a store or an export holds it. Nothing of it is believed: `seq` and `hash` are only compared with what the text says. */
export interface RawEntry {
  readonly text: string | Uint8Array;
  readonly seq?: number;
  readonly hash?: string;
}

/** One by one, or many at a time. */
export type RawEntries = AsyncIterable<RawEntry | readonly RawEntry[]> | Iterable<RawEntry | readonly RawEntry[]>;

/** No record is larger: one with ten thousand people takes less than a twentieth of it. */
const maxBytes = 16 * 1024 * 1024;

/** The entries of an export, as it comes from a file or a pipe: one text for each line. */
export async function* readExport(pieces: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<readonly RawEntry[]> {
  for await (const lines of readLines(pieces, maxBytes)) yield lines.map(({ bytes }) => ({ text: bytes }));
}

/** An entry as it was read, with the hash of the very bytes. */
export interface ReadEntry {
  readonly place: PlaceRead;
  readonly hash: string;
  readonly raw: RawEntry;
}

type Next = ReadEntry | null | undefined;

/** Reads entries one by one; null for one that cannot be read, undefined at the end. */
export function createReader(entries: RawEntries) {
  const iterator = Symbol.asyncIterator in entries ? entries[Symbol.asyncIterator]() : entries[Symbol.iterator]();
  let batch: readonly RawEntry[] = [];
  let taken = 0;
  const take = (): Next => read(batch[taken++]!);
  async function fetch(): Promise<Next> {
    while (taken >= batch.length) {
      const result = await iterator.next();
      if (result.done) return undefined;
      batch = isList(result.value) ? result.value : [result.value];
      taken = 0;
    }
    return take();
  }
  return {
    /** A promise only where the next entry is not there yet: one for each would cost more than its hash. */
    next: (): Next | Promise<Next> => (taken < batch.length ? take() : fetch()),
    /** To be called when the entries are not read to the end. */
    async close(): Promise<void> {
      await iterator.return?.();
    },
  };
}

const isList = (value: RawEntry | readonly RawEntry[]): value is readonly RawEntry[] => Array.isArray(value);

export type Reader = ReturnType<typeof createReader>;

function read(raw: RawEntry): ReadEntry | null {
  const { text } = raw;
  // Of bytes each is taken for a character: what gives a text its structure is below 128 in UTF-8.
  const place = readPlace(
    typeof text === 'string' ? text : Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('latin1'),
  );
  return place && { place, hash: hashOf(text), raw };
}
