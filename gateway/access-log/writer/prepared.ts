import { canonicalJson } from '../evidence/canonical.js';
import { hashOf } from '../evidence/chain.js';
import type { AccessRecord, Entry } from '../record.js';
import type { IndexRow } from '../store/store.js';
import { indexRow } from './index-row.js';

/** A record with all of its entry written but its place: while it waits for the commit before it, and not in the way of the next. */
export interface Prepared {
  readonly row: IndexRow;
  /** The entry in its place: the same as `entryOf` gives. */
  place(at: { readonly log: string; readonly seq: number; readonly prev: string }): Entry;
  /** Of memory, in bytes, about. */
  readonly weight: number;
}

// The members that say the place stand among the record's own, all in the order of their names: between four parts of it.
const [log, prev, seq] = ['log', 'prev', 'seq'] as const;
const partOf = (name: string): 0 | 1 | 2 | 3 => {
  if (name < log) return 0;
  if (name < prev) return 1;
  return name < seq ? 2 : 3;
};

/** Throws where the record has no canonical form, or a time that is none. */
export function prepare(record: AccessRecord, domains: readonly string[]): Prepared {
  const parts: [string, string, string, string] = ['', '', '', ''];
  for (const [name, value] of Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    if (name !== log && name !== prev && name !== seq) parts[partOf(name)] += `${canonicalJson(name)}:${canonicalJson(value)},`;
  const [first, second, third, rest] = parts;
  const last = rest === '' ? '}' : `,${rest.slice(0, -1)}}`;
  return {
    row: indexRow(record, domains),
    weight: 1_000 + 2 * (first.length + second.length + third.length + rest.length) + 100 * record.subjects.length,
    place(at) {
      const text = `{${first}"log":${canonicalJson(at.log)},${second}"prev":"${at.prev}",${third}"seq":${at.seq}${last}`;
      return { log: at.log, seq: at.seq, text, hash: hashOf(text) };
    },
  };
}
