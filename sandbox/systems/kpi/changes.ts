import type { Clock } from '../../clock.js';
import type { RawChange, RawObservation } from './raw.type.js';

/** What a system has taken down, in order. A mark (mốc) is a place in it. */
export interface Changes {
  readonly note: (figure: RawObservation) => void;
  /** What came after the mark, and the mark after it; null asks for where things stand alone. Undefined: not a mark of this system. */
  readonly since: (mark: string | null) => { readonly rows: readonly RawChange[]; readonly mark: string } | undefined;
}

/** Marks stand for positions; to whoever asks they are opaque. */
const markOf = (position: number) => `M${position}`;

export function createChanges(clock: Clock): Changes {
  const taken: RawChange[] = [];
  return {
    note: (soLieu) => void taken.push({ thoiDiem: clock(), soLieu }),
    since(mark) {
      const from = mark === null ? taken.length : Number(/^M(\d{1,9})$/.exec(mark)?.[1] ?? NaN);
      return from <= taken.length ? { rows: taken.slice(from), mark: markOf(taken.length) } : undefined;
    },
  };
}
