import type { Subgraph } from '../../schema/subgraph.js';

/** A subgraph whose sources may become others while it is served. */
export interface Renewable {
  readonly subgraph: Subgraph;
  /** What is asked from now on is asked of `next`. Returns the one before, which may still have requests under way. */
  readonly renew: (next: Subgraph) => Subgraph;
}

/** The schema is the same whatever the sources are: only what a request reads from is another. */
export function renewable(first: Subgraph): Renewable {
  let current = first;
  const hears: ((error: unknown) => void)[] = [];
  const listen = (hear: (error: unknown) => void) => current.feeds.forEach((feed) => feed.onTrouble(hear));
  return {
    subgraph: {
      ...first,
      createContext: (caller) => current.createContext(caller),
      feeds: [
        {
          onTrouble(hear) {
            hears.push(hear);
            listen(hear);
          },
        },
      ],
      prepare: () => current.prepare(),
      close: () => current.close(),
    },
    renew(next) {
      if (next.sdl !== first.sdl) throw new Error(`The schema of "${first.name}" depends on its sources.`);
      const before = current;
      current = next;
      hears.forEach(listen);
      return before;
    },
  };
}
