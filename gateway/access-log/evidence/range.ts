import type { PlaceRead } from './place.js';
import type { Reader, ReadEntry } from './raw-entries.js';
import type { Start } from './walk.js';

/** Part of a log: by number, or by time (RFC 3339). Both ends belong to it. */
export interface Range {
  readonly from?: number | string | undefined;
  readonly to?: number | string | undefined;
}

export interface Beginning {
  /** The first entry of the range: undefined where there is none, null where it cannot be read. */
  readonly entry: ReadEntry | null | undefined;
  /** What is known of the log before it. */
  readonly start: Start;
}

/** Reads up to the first entry of the range, which must follow the last one before it. */
export async function findBeginning(reader: Reader, { from }: Range, start: Start): Promise<Beginning> {
  if (from === undefined) return { entry: await reader.next(), start };
  const { entry, last } = await skip(reader, from);
  if (last) return { entry, start: { seq: last.place.seq, hash: last.hash, tree: null } };
  const isElsewhere = typeof from === 'number' && from - 1 > start.seq;
  return { entry, start: isElsewhere ? { seq: from - 1, hash: null, tree: null } : start };
}

async function skip(reader: Reader, from: number | string) {
  let entry = await reader.next();
  let last: ReadEntry | null = null;
  for (; entry === null || (entry && isBefore(entry.place, from)); entry = await reader.next()) last = entry ?? last;
  return { entry, last };
}

export const isBefore = (place: PlaceRead, limit: number | string): boolean => compare(place, limit) < 0;
export const isAfter = (place: PlaceRead, limit: number | string): boolean => compare(place, limit) > 0;

const compare = ({ seq, at }: PlaceRead, limit: number | string) =>
  typeof limit === 'number' ? seq - limit : Date.parse(at) - Date.parse(limit);
