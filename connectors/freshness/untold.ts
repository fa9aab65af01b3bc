import type { Forgotten } from './forgets.js';

/** What was forgotten here, and Redis has not been told yet. Of too many entities of a source, all of the source. */
export interface Untold {
  add(what: Forgotten): void;
  told(what: Forgotten): void;
  list(): readonly Forgotten[];
}

const most = 1_000;

export function createUntold(): Untold {
  const waiting = new Map<string, Forgotten>();
  return {
    add(what) {
      const { source } = what;
      if (waiting.size < most) waiting.set(idOf(what), what);
      else waiting.set(idOf({ source }), { source });
    },
    told(what) {
      if (waiting.get(idOf(what)) === what) waiting.delete(idOf(what));
    },
    list: () => [...waiting.values()],
  };
}

const idOf = ({ source, kind, name }: Forgotten) => JSON.stringify([source, kind, name]);
