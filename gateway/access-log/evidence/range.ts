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

/** Reads up to the first entry of the range. */
export async function findBeginning(reader: Reader, { from }: Range, start: Start): Promise<Beginning> {
  if (from === undefined) return { entry: await reader.next(), start };
  const { entry, isFirst } = await skip(reader, from);
  if (typeof from === 'string' && isFirst) return { entry, start };
  const before = (typeof from === 'number' ? from : (entry?.place.seq ?? 1)) - 1;
  return { entry, start: before <= start.seq ? start : { seq: before, hash: null, tree: null } };
}

async function skip(reader: Reader, from: number | string) {
  let entry = await reader.next();
  let isFirst = true;
  for (; entry === null || (entry && isBefore(entry.place, from)); isFirst = false) entry = await reader.next();
  return { entry, isFirst };
}

export const isBefore = (place: PlaceRead, limit: number | string): boolean => compare(place, limit) < 0;
export const isAfter = (place: PlaceRead, limit: number | string): boolean => compare(place, limit) > 0;

const compare = ({ seq, at }: PlaceRead, limit: number | string) =>
  typeof limit === 'number' ? seq - limit : Date.parse(at) - Date.parse(limit);
