import { createHash } from 'node:crypto';

/** The name of `key` as this system's database would have it: 24 hexadecimal digits, like a MongoDB ObjectId. */
export const objectId = (kind: string, key: string | number): string =>
  createHash('sha1').update(`${kind}:${key}`).digest('hex').slice(0, 24);

/** A small number that stands for `text`, the same at every start: decides which of several spellings a row gets. */
export const varietyOf = (text: string): number => createHash('sha1').update(text).digest()[0]!;

export type Name = string | readonly { readonly languageId: number; readonly name: string }[];

/** A name as some payloads have it (one per language, 228 being Vietnamese) or as others do (plain). */
export const nameOf = (name: string, variety: number): Name =>
  variety % 2 === 0
    ? [
        { languageId: 46, name: `${name} (en)` },
        { languageId: 228, name },
      ]
    : name;

const zones = [
  { minutes: 420, suffix: '+0700' },
  { minutes: 420, suffix: '+07:00' },
  { minutes: 0, suffix: '+0000' },
] as const;

/** An instant in one of the offsets' spellings met in the wild. */
export function instantOf(at: string | null, variety: number): string | null {
  if (at === null) return null;
  const { minutes, suffix } = zones[variety % zones.length]!;
  return new Date(Date.parse(at) + minutes * 60_000).toISOString().replace('Z', suffix);
}

/** A calendar day as this system keeps it: local midnight, told in UTC, so that the text shows the day before. */
export const dayOf = (day: string): string => new Date(`${day}T00:00:00+07:00`).toISOString().replace('Z', '+0000');
