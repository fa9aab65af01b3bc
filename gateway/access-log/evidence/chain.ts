import { hash } from 'node:crypto';
import type { AccessRecord, Entry } from '../record.js';
import { canonicalJson } from './canonical.js';

/** What stands as `prev` in the first entry of a log. */
export const genesis = '0'.repeat(64);

/** SHA-256 of a text, in hex: the hash of an entry, and the data of its leaf in the tree. */
export const hashOf = (text: string | Uint8Array): string => hash('sha256', text, 'hex');

/** A log is named like an address without a scheme: no white space, no plus, so that its name is also that of its key in a signed note. */
export const isLogName = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$/.test(name);

/** The entry that puts `record` in its place: after the one whose hash is `prev`. */
export function entryOf(record: AccessRecord, { log, seq, prev }: { log: string; seq: number; prev: string }): Entry {
  const text = canonicalJson({ ...record, log, seq, prev });
  return { log, seq, text, hash: hashOf(text) };
}
