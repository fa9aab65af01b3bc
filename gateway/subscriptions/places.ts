import type { Caller } from '../../auth/caller.js';
import { HubError } from '../../core/errors.js';
import { refusedWith } from '../refused-request.js';

export interface PlaceLimits {
  readonly perCaller: number;
  readonly perProcess: number;
}

/** So many at a time, of each person and in all. */
export function createPlaces({ perCaller, perProcess }: PlaceLimits) {
  const taken = new Map<string, number>();
  let all = 0;

  /** Takes a place until the function that is given back is called; TOO_MANY_SUBSCRIPTIONS where none is left. */
  return (caller: Caller | null): (() => void) => {
    const name = caller && `${caller.issuer} ${caller.subject}`;
    const own = name === null ? 0 : (taken.get(name) ?? 0);
    if (all >= perProcess || own >= perCaller) throw refusedWith(429, new HubError('TOO_MANY_SUBSCRIPTIONS'));
    all++;
    if (name !== null) taken.set(name, own + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      all--;
      if (name === null) return;
      const others = taken.get(name)! - 1;
      if (others > 0) taken.set(name, others);
      else taken.delete(name);
    };
  };
}
