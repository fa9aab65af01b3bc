import { reachOf, worksFor, type Caller } from '../auth/caller.js';
import type { Scope } from '../auth/scopes.js';
import { HubError } from '../core/errors.js';

// One rule for rows. What the question itself shows to be out of reach (a jurisdiction, an agency, another person's identifier) is
// refused with FORBIDDEN before anything is fetched. A row that only the answer shows to be out of reach is as if it were not there.

/** Refuses `slug` unless the caller works for it. Rights that reach only the caller's own rows are not bound to a place. */
export function requireJurisdiction(caller: Caller, scope: Scope, slug: string): void {
  const reach = reachOf(caller, scope);
  if (reach === 'SELF' || reach === 'EVERYWHERE' || worksFor(caller, slug)) return;
  throw new HubError('FORBIDDEN', `Your rights do not reach the jurisdiction "${slug}".`);
}

/** Refuses another person's file to callers who may read only their own. */
export function requirePerson(caller: Caller, scope: Scope, personalId: string): void {
  if (reachOf(caller, scope) !== 'SELF' || caller.personalId === personalId) return;
  throw new HubError('FORBIDDEN', 'Your rights reach only your own file.');
}

/** The jurisdictions whose sources may be asked with `scope`: `'*'` for all of them, none without the right. */
export function reachableJurisdictions(caller: Caller, scope: Scope): readonly string[] | '*' {
  const reach = reachOf(caller, scope);
  if (reach === null) return [];
  return reach === 'SELF' || reach === 'EVERYWHERE' ? '*' : caller.jurisdictions;
}

/** Whether a row of jurisdiction `slug` (null: not known) that belongs to `persons` and `agency` is within the caller's reach. */
export function reachesRow(
  caller: Caller,
  scope: Scope,
  row: { readonly jurisdiction: string | null; readonly agency?: string | null; readonly persons?: readonly string[] },
): boolean {
  const reach = reachOf(caller, scope);
  if (reach === null || reach === 'EVERYWHERE') return reach !== null;
  if (reach === 'SELF') return caller.personalId !== null && (row.persons ?? []).includes(caller.personalId);
  // An agency's rows are its own; rows that belong to no agency (land, places) are those of its jurisdiction.
  if (reach === 'AGENCY' && row.agency !== undefined) return caller.agency !== null && row.agency === caller.agency;
  return row.jurisdiction === null ? caller.jurisdictions === '*' : worksFor(caller, row.jurisdiction);
}
