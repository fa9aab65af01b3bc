import { buildTree } from '../evidence/merkle.js';
import type { Entry } from '../record.js';
import { monthAfter } from '../store/months.js';
import type { Batch, Head, IndexRow } from '../store/store.js';
import type { Pending } from './pending.js';

/** More would have everybody wait for the same commit, and the store for all of them to come back: so both are at work at once. */
export const maxEntries = 64;
const maxLength = 4 * 1024 * 1024;

export interface Built {
  readonly batch: Batch;
  /** How many of the records stand in it: the first ones. */
  readonly count: number;
}

/** Gives the first records their places after `head`: `most` of them, as far as they fit one commit and stand in one month. */
export function buildBatch(log: string, head: Head, items: readonly Pending[], most = maxEntries): Built {
  const tree = buildTree(head.tree);
  const entries: Entry[] = [];
  const index: IndexRow[] = [];
  let newest: Pick<Head, 'month' | 'open'> = head;
  let [prev, length] = [head.hash, 0];
  for (const { says } of items) {
    const month = monthAfter(newest, says.row.at);
    if (entries.length > 0 && (month !== newest.month || entries.length === most || length > maxLength)) break;
    const entry = says.place({ log, seq: head.seq + entries.length + 1, prev });
    entries.push(entry);
    index.push(says.row);
    tree.append(entry.hash);
    newest = { month, open: true };
    [prev, length] = [entry.hash, length + entry.text.length];
  }
  return { batch: { entries, index, tree: tree.frontier() }, count: entries.length };
}
