import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/** What files held, by path; null: it could not be read. */
export type Contents = ReadonlyMap<string, string | null>;

export interface WatchFilesOptions {
  /** What was read of them last. */
  readonly known: Contents;
  /** Reads them anew, and says what it has read, of the same files or of others. */
  readonly take: () => Promise<Contents>;
  /** How often they are looked at. */
  readonly everyMs?: number;
}

/**
 * Says so whenever files hold something else, however it came to be there: written over, renamed into place, or behind a link that points
 * elsewhere. Looked at, not listened to: that finds every kind of change, on every kind of disk.
 */
export function watchFiles({ known, take, everyMs = 500 }: WatchFilesOptions): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function watch(): Promise<void> {
    let seen = known;
    let before = seen;
    while (!signal.aborted) {
      await setTimeout(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      const now = await contentsOf(seen.keys());
      // Not while somebody writes: once they have stayed the same from one look to the next.
      if (!isSame(now, seen) && isSame(now, before)) seen = await take();
      before = now;
    }
  }
  const watching = watch();
  return {
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}

const contentsOf = async (paths: Iterable<string>): Promise<Contents> =>
  new Map(await Promise.all([...paths].map(async (path) => [path, await readFile(path, 'utf8').catch(() => null)] as const)));

const isSame = (one: Contents, other: Contents): boolean => [...one].every(([path, contents]) => other.get(path) === contents);
