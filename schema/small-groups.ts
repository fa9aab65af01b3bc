import { readsClear, type Caller } from '../auth/caller.js';
import type { Scope } from '../auth/scopes.js';
import { reachesRow } from './rows.js';

// One rule for statistics. A figure about very few people is a figure about each of them: it is for those only who may read those people
// anyhow. A figure that is withheld is null beside `suppressed: true`, and so is all that it could be computed back from.

/** Groups of fewer people than this are not told of. */
export const smallestGroup = 5;

/** Whose people were counted, and the scope that shows them by name. */
export interface CountedGroup {
  readonly scope: Scope;
  readonly jurisdiction: string;
  /** Null where they are several agencies'; left out where they belong to none. */
  readonly agency?: string | null;
}

// A right to one's own file, or to one agency's, does not show the people of a city, and neither does one that shows them masked.
const readsThemAll = (caller: Caller, { scope, ...place }: CountedGroup): boolean =>
  readsClear(caller, scope) && reachesRow(caller, scope, place);

// Nobody is not a small group: a zero tells of no one.
const isSmall = (count: number): boolean => count > 0 && count < smallestGroup;

/** Must `count` people of `group` be withheld from `caller`, and with it all that is derived from it? */
export const isSuppressed = (count: number, caller: Caller, group: CountedGroup): boolean =>
  isSmall(count) && !readsThemAll(caller, group);

/** Which rows of a breakdown, whose total is told beside it, must be withheld from `caller`. */
export const suppressedRows = (counts: readonly number[], caller: Caller, group: CountedGroup): readonly boolean[] =>
  readsThemAll(caller, group) ? counts.map(() => false) : hidden(counts);

/**
 * The small rows, and further ones from the smallest on while the total gives them away: what it leaves beyond the rows that are told is
 * those withheld together. That must be several rows, and itself no small group (two of 1 are known from a rest of 2).
 */
function hidden(counts: readonly number[]): readonly boolean[] {
  const rows = counts.map((_, row) => row).filter((row) => counts[row]! > 0);
  const withheld = new Set<number>();
  let rest = 0;
  for (const row of rows.toSorted((a, b) => counts[a]! - counts[b]!)) {
    const isHidden = isSmall(counts[row]!) || (withheld.size > 0 && (withheld.size === 1 || isSmall(rest)));
    if (!isHidden) break;
    withheld.add(row);
    rest += counts[row]!;
  }
  return counts.map((_, row) => withheld.has(row));
}
