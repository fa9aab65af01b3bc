import { entryOf } from '../evidence/chain.js';
import { buildTree } from '../evidence/merkle.js';
import type { Entry } from '../record.js';
import { monthAfter } from '../store/months.js';
import type { Batch, Head, IndexRow } from '../store/store.js';
import type { Pending } from './pending.js';

export const maxEntries = 512;
const maxLength = 4 * 1024 * 1024;

export interface Built {
  readonly batch: Batch;
  /** How many of the records stand in it: the first ones. */
  readonly count: number;
}

/**
 * Gives the first records their places after `head`: `most` of them, as far as they fit one commit and stand in one month. Throws Unwritable where the first
 * of them has no canonical form.
 */
export function buildBatch(log: string, head: Head, items: readonly Pending[], most = maxEntries): Built {
  const tree = buildTree(head.tree);
  const entries: Entry[] = [];
  const index: IndexRow[] = [];
  let newest: Pick<Head, 'month' | 'open'> = head;
  let [prev, length] = [head.hash, 0];
  for (const { says } of items) {
    const month = monthAfter(newest, says.row.at);
    if (entries.length > 0 && (month !== newest.month || entries.length === most || length > maxLength)) break;
    const entry = place(says.record, { log, seq: head.seq + entries.length + 1, prev });
    if (!entry) break;
    entries.push(entry);
    index.push(says.row);
    tree.append(entry.hash);
    newest = { month, open: true };
    [prev, length] = [entry.hash, length + entry.text.length];
  }
  if (entries.length === 0) throw new Unwritable();
  return { batch: { entries, index, tree: tree.frontier() }, count: entries.length };
}

/** A record that is no JSON, or no Unicode. */
export class Unwritable extends TypeError {}

function place(...[record, at]: Parameters<typeof entryOf>): Entry | null {
  try {
    return entryOf(record, at);
  } catch {
    return null;
  }
}
