import type { Prepared } from './prepared.js';

/** A record on its way to the store: in the queue, or sent and not yet known to have arrived. */
export interface Pending {
  says: Prepared;
  /** What it is to say instead, once its caller was told that it was not recorded; null without, and where it says that already. */
  otherwise: (() => Prepared) | null;
  /** Whether its caller was told so. */
  late: boolean;
  sent: boolean;
  /** Of memory, in bytes, about. */
  readonly weight: number;
  /** Who waits for it; nobody any more after the first of the two. */
  readonly arrived: () => void;
  readonly refused: (error: Error) => void;
}

/** Its caller was told that it was not recorded: what it does not say yet it says instead. */
export function sayOtherwise(item: Pending): void {
  item.late = true;
  if (item.sent || !item.otherwise) return;
  item.says = item.otherwise();
  item.otherwise = null;
}

/** Records in the order in which they go into the log. */
export interface Queue {
  readonly items: readonly Pending[];
  /** False where there is no room. */
  add(item: Pending): boolean;
  /** Takes the first ones out: they are sent. */
  take(count: number): readonly Pending[];
  /** They did not arrive: they go again, before all others. */
  putBack(items: readonly Pending[]): void;
  /** They did. */
  settle(items: readonly Pending[]): void;
  /** The first one has no place in a log, and must not keep the others from theirs: what its caller is answered instead takes it. */
  dropFirst(why: Error): void;
  isFull(): boolean;
  /** Waiting, and sent but not settled. */
  count(): number;
}

export interface QueueLimits {
  readonly records: number;
  /** Of memory, as good as it can be told: one record may name ten thousand people. */
  readonly bytes: number;
}

export function createQueue(limits: QueueLimits): Queue {
  const items: Pending[] = [];
  let sent = 0;
  let bytes = 0;
  const count = () => items.length + sent;
  const isFull = () => count() >= limits.records || bytes >= limits.bytes;
  const add = (item: Pending) => {
    items.push(item);
    bytes += item.weight;
    return true;
  };
  return {
    items,
    add: (item) => !isFull() && add(item),
    take(number) {
      const taken = items.splice(0, number);
      for (const item of taken) item.sent = true;
      sent += taken.length;
      return taken;
    },
    putBack(taken) {
      sent -= taken.length;
      for (const item of taken) {
        item.sent = false;
        if (item.late) sayOtherwise(item);
      }
      items.unshift(...taken);
    },
    settle(taken) {
      sent -= taken.length;
      for (const item of taken) {
        bytes -= item.weight;
        const after = correctionOf(item);
        if (!after) item.arrived();
        else add(after);
      }
    },
    dropFirst(why) {
      const item = items.shift();
      if (!item) return;
      bytes -= item.weight;
      item.refused(why);
      if (item.otherwise) add({ ...item, says: item.otherwise(), otherwise: null });
    },
    isFull,
    count,
  };
}

/** It is in the log, and says what its caller was not answered: what the caller was answered comes after it. */
function correctionOf({ late, otherwise, ...item }: Pending): Pending | null {
  if (!late || !otherwise) return null;
  const says = otherwise();
  return { ...item, late, says, otherwise: null, sent: false, weight: says.weight };
}
