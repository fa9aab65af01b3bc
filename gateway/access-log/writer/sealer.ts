import { describeError, type Log } from '../../../core/log.js';
import type { Checkpoint } from '../evidence/checkpoint.js';
import { rootOf } from '../evidence/merkle.js';
import type { AccessStore, Head } from '../store/store.js';

export interface SealerOptions {
  readonly store: AccessStore;
  readonly log: string;
  readonly report: Log;
  readonly now: () => number;
  /** Signs for what the log holds, with a key that is not in the store. */
  readonly sign: (of: Omit<Checkpoint, 'note'>) => Checkpoint;
  /** Sends it where nobody of this hub can change it. */
  readonly publish?: ((checkpoint: Checkpoint) => void) | undefined;
}

/** Signs for what has come into the log since the last time: what came after could still be forged by whoever has the store. */
export interface Sealer {
  seal(head: Head): Promise<void>;
}

export function createSealer({ store, log, report, now, sign, publish }: SealerOptions): Sealer {
  let sealed: number | null = null;
  let turn: Promise<void> = Promise.resolve();

  /** The newest signed for before this start is sent again: an anchor may not have got it then. */
  async function sealedBefore(): Promise<number> {
    const all = await store.integrity();
    const newest = all.find((one) => one.log === log)?.checkpoint ?? null;
    if (newest) publish?.(newest);
    return newest?.size ?? 0;
  }

  async function seal({ seq, hash, tree }: Head): Promise<void> {
    sealed ??= await sealedBefore();
    if (seq < sealed) report.error({ accessLog: log, seq, sealed }, 'the access log holds less than was signed for');
    if (seq <= sealed) return;
    const checkpoint = sign({ log, size: seq, root: rootOf(tree), head: hash, at: new Date(now()).toISOString() });
    await store.addCheckpoint(checkpoint);
    sealed = seq;
    publish?.(checkpoint);
  }

  return {
    seal(head) {
      turn = turn
        .then(() => seal(head))
        .catch((error: unknown) => {
          report.error({ ...describeError(error), accessLog: log }, 'the access log was not signed for');
        });
      return turn;
    },
  };
}
