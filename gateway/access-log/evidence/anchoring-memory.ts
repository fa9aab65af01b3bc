import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AnchoringMemory } from './anchoring.js';

/** Remembers in a small file since when nothing could be anchored. */
export function createAnchoringMemory(path: string): AnchoringMemory {
  return {
    read() {
      try {
        const since = Date.parse(readFileSync(path, 'utf8').trim());
        return Number.isNaN(since) ? null : since;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    write(since) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.new`, since === null ? '' : `${new Date(since).toISOString()}\n`);
      renameSync(`${path}.new`, path);
    },
  };
}
