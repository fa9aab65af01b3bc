export type BreakerState = 'CLOSED' | 'OPEN';

/** Remembers how the last exchanges with a source went, and says when it is better let alone. */
export interface Breaker {
  readonly state: BreakerState;
  /** When it last opened or closed: milliseconds since the epoch. */
  readonly since: number;
  /** Takes down how an exchange that begins now ends; what began before the breaker opened or closed says nothing of what came after. */
  begin(): (failed: boolean) => void;
  /** The source answers again. */
  close(): void;
}

const inARow = 5;
const lookedAt = 20;
const atLeast = 10;

/** Opens after five failures in a row, or where half of the last twenty exchanges failed. */
export function createBreaker(onChange: (state: BreakerState) => void = () => undefined): Breaker {
  let state: BreakerState = 'CLOSED';
  let since = Date.now();
  let last: boolean[] = [];
  let era = 0;

  function turn(to: BreakerState): void {
    state = to;
    since = Date.now();
    last = [];
    era++;
    onChange(to);
  }

  const isBroken = () =>
    (last.length >= inARow && last.slice(-inARow).every(Boolean)) ||
    (last.length >= atLeast && last.filter(Boolean).length * 2 >= last.length);

  return {
    get state() {
      return state;
    },
    get since() {
      return since;
    },
    begin() {
      const begun = era;
      return (failed) => {
        if (begun !== era || state === 'OPEN') return;
        last = [...last, failed].slice(-lookedAt);
        if (failed && isBroken()) turn('OPEN');
      };
    },
    close() {
      if (state === 'OPEN') turn('CLOSED');
    },
  };
}
