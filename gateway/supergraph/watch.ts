import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as after } from 'node:timers/promises';
import { describeError, type Log } from '../../core/log.js';

export interface WatchOptions {
  /** What the file held when it was read first. */
  readonly known: string;
  /** Takes new contents; may refuse them. */
  readonly take: (contents: string) => Promise<void>;
  readonly log: Log;
  /** How often the file is looked at. */
  readonly everyMs?: number;
}

/**
 * Hands on what a file holds whenever that is another text, however it came to be there: written over, renamed into place, or behind a
 * link that points elsewhere. What is refused is reported, and not tried again before it changes.
 */
export function watchContents(
  path: string,
  { known, take, log, everyMs = 1_000 }: WatchOptions,
): { readonly stop: () => Promise<void> } {
  let seen = known;
  let stopped = false;
  let working: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    if (stopped) return;
    const contents = await settled(path, everyMs);
    if (contents === null || contents === seen || stopped) return;
    seen = contents;
    try {
      await take(contents);
      log.info({ path }, 'another supergraph is served');
    } catch (error) {
      log.error({ path, ...describeError(error) }, 'the new supergraph is refused: the one before is served on');
    }
  }

  // Looked at, not listened to: that finds every kind of change, on every kind of disk.
  watchFile(path, { interval: everyMs, persistent: false }, () => void (working = working.then(look)));
  return {
    async stop() {
      stopped = true;
      unwatchFile(path);
      await working;
    },
  };
}

/** The contents once they have stayed the same for a moment; null where there are none. */
async function settled(path: string, everyMs: number): Promise<string | null> {
  let before = await contentsOf(path);
  for (;;) {
    await after(Math.min(everyMs, 200), undefined, { ref: false });
    const now = await contentsOf(path);
    if (now === before) return now || null;
    before = now;
  }
}

const contentsOf = (path: string) => readFile(path, 'utf8').catch(() => null);
