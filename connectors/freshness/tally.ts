import type { Entry } from './store.js';

/** What became of what a store was asked for. */
export function createTally() {
  const counts = { hits: 0, misses: 0, refused: 0, errors: 0 };
  return {
    counts,
    found(entries: readonly (Entry | null)[]): readonly (Entry | null)[] {
      for (const entry of entries) counts[entry ? 'hits' : 'misses'] += 1;
      return entries;
    },
  };
}

export type Tally = ReturnType<typeof createTally>;
