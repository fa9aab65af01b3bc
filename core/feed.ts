import { setTimeout } from 'node:timers/promises';

/** Reads what has changed since it was last called. The first call only finds where things stand: it gives nothing. */
export type ReadChanges<T> = () => Promise<readonly T[]>;

export interface FeedOptions<T> {
  /** Begins anew: called when a first listener comes. */
  readonly open: () => ReadChanges<T>;
  readonly everyMs: number;
}

export interface Listening {
  /** Kept once what happens is told: after the first reading, whether it succeeded or not. */
  readonly begun: Promise<void>;
  readonly leave: () => void;
}

/** Changes of a source that does not tell of them by itself. */
export interface Feed<T> {
  /** Tells `hear` of every change, in order, until it leaves; `closed` is called where the feed is closed before that. */
  listen(hear: (change: T) => void, closed?: () => void): Listening;
  /** Tells `hear` when the source begins to fail; not of every attempt until it answers again. */
  onTrouble(hear: (error: unknown) => void): void;
  close(): void;
}

const longestWaitMs = 60_000;

/**
 * A feed by asking: one reader however many listen, from the first who comes to the last who leaves. A source that fails is asked again,
 * at growing intervals, for all that has changed meanwhile: listeners hear of it late, and of nothing that was not so.
 */
export function createFeed<T>({ open, everyMs }: FeedOptions<T>): Feed<T> {
  const listeners = new Map<(change: T) => void, () => void>();
  const watchers: ((error: unknown) => void)[] = [];
  let reading: { readonly begun: Promise<void>; readonly ended: AbortController } | null = null;

  function begin() {
    const ended = new AbortController();
    const read = open();
    let failing = false;
    const tell = async (): Promise<boolean> => {
      try {
        const changes = await read();
        if (!ended.signal.aborted) for (const change of changes) for (const hear of listeners.keys()) hear(change);
        failing = false;
      } catch (error) {
        if (!failing && !ended.signal.aborted) for (const hear of watchers) hear(error);
        failing = true;
      }
      return !failing;
    };
    const first = tell();
    void first.then((succeeded) => goOn(tell, { everyMs, succeeded, ended: ended.signal }));
    return { begun: first.then(() => undefined), ended };
  }

  function end() {
    reading?.ended.abort();
    reading = null;
  }

  return {
    listen(hear, closed = () => undefined) {
      // Whoever comes twice is two.
      const mine = (change: T) => hear(change);
      listeners.set(mine, closed);
      reading ??= begin();
      return {
        begun: reading.begun,
        leave() {
          if (listeners.delete(mine) && listeners.size === 0) end();
        },
      };
    },
    onTrouble: (hear) => void watchers.push(hear),
    close() {
      end();
      const left = [...listeners.values()];
      listeners.clear();
      for (const closed of left) closed();
    },
  };
}

async function goOn(
  tell: () => Promise<boolean>,
  { everyMs, succeeded, ended }: { readonly everyMs: number; readonly succeeded: boolean; readonly ended: AbortSignal },
): Promise<void> {
  let waitMs = succeeded ? everyMs : everyMs * 2;
  while (!ended.aborted) {
    await setTimeout(waitMs, undefined, { signal: ended, ref: false }).catch(() => undefined);
    if (ended.aborted) return;
    waitMs = (await tell()) ? everyMs : Math.min(waitMs * 2, Math.max(longestWaitMs, everyMs));
  }
}
