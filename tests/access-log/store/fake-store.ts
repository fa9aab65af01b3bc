import { genesis } from '../../../gateway/access-log/evidence/chain.js';
import type { Checkpoint } from '../../../gateway/access-log/evidence/checkpoint.js';
import { emptyTree } from '../../../gateway/access-log/evidence/merkle.js';
import type { Entry } from '../../../gateway/access-log/record.js';
import { StoreFailure } from '../../../gateway/access-log/store/database.js';
import type { AccessStore, Head } from '../../../gateway/access-log/store/store.js';

/** What the next commit comes to. `lost`: it fails, and nothing was written. `ambiguous`: it fails, and was written. */
export type Fault = 'lost' | 'ambiguous' | Promise<unknown>;

/** A store in memory whose commits fail, or take their time, as the test says. */
export function fakeStore() {
  const entries: Entry[] = [];
  const commits: number[] = [];
  const checkpoints: Checkpoint[] = [];
  const faults: Fault[] = [];
  let head: Head = { seq: 0, hash: genesis, tree: emptyTree, month: null, open: false };
  let down: StoreFailure | null = null;
  const store: Partial<AccessStore> = {
    async open() {
      if (down) throw down;
      return head;
    },
    async append(_log, from, { entries: more, tree }) {
      const fault = faults.shift();
      if (fault instanceof Promise) await fault;
      if (down) throw down;
      if (from.seq !== head.seq || from.hash !== head.hash) throw new StoreFailure('stale', 'AL001');
      if (fault === 'lost') throw new StoreFailure('lost');
      entries.push(...more);
      commits.push(more.length);
      head = { seq: tree.size, hash: more.at(-1)!.hash, tree, month: '2026-03-01', open: true };
      if (fault === 'ambiguous') throw new StoreFailure('lost');
      return head;
    },
    async addCheckpoint(checkpoint) {
      checkpoints.push(checkpoint);
    },
    integrity: async () => [],
    release: async () => {},
  };
  return {
    store: store as AccessStore,
    entries,
    /** Sizes of the commits. */
    commits,
    checkpoints,
    faults,
    fail: (failure: StoreFailure | null) => {
      down = failure;
    },
    /** As when an old copy is put back. */
    setHead: (other: Head) => {
      head = other;
    },
    head: () => head,
  };
}
