import type { Caller } from '../../auth/caller.js';
import { HubError } from '../../core/errors.js';
import { reachableJurisdictions, reachesRow } from '../../schema/rows.js';
import type { LoggedAccess } from './reader.js';

export const read = 'access:read';

/**
 * A record is of the jurisdictions that who asked works for: whose data was read, it does not say. An auditor of some jurisdictions reads
 * those of everybody who works for one of them; what nobody signed in for is for auditors of all.
 */
export function reachesRecord(caller: Caller, { actor }: Pick<LoggedAccess, 'actor'>): boolean {
  const places = actor?.jurisdictions ?? [];
  if (places === '*') return true;
  if (places.length === 0) return reachesRow(caller, read, { jurisdiction: null });
  return places.some((jurisdiction) => reachesRow(caller, read, { jurisdiction }));
}

/** Refuses counts to auditors of some jurisdictions: they are of all together. */
export function requireWholeLog(caller: Caller): void {
  if (reachableJurisdictions(caller, read) === '*') return;
  throw new HubError('FORBIDDEN', 'The access log is counted for all jurisdictions together; your rights reach some of them.');
}
