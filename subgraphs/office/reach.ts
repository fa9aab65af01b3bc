import { reachOf, worksFor, type Caller } from '../../auth/caller.js';
import type { Scope } from '../../auth/scopes.js';
import { HubError } from '../../core/errors.js';
import { requireJurisdiction } from '../../schema/rows.js';
import type { OfficeSource } from './office-source.js';

/** The agencies of `source` whose registers `caller` reaches with `scope`: null for all of them, and an empty list for none. */
export function readableAgencies(
  caller: Caller,
  { config, registers }: OfficeSource,
  scope: Scope = 'office:read',
): readonly string[] | null {
  const reach = reachOf(caller, scope);
  if (reach === null || reach === 'SELF') return [];
  if (reach === 'AGENCY') return caller.agency === null ? [] : [caller.agency];
  if (caller.jurisdictions === '*') return null;
  return config.jurisdictions.filter((slug) => worksFor(caller, slug)).flatMap(registers.agenciesOf);
}

/** Refuses the register of another agency to callers who read their own alone. */
export function requireAgency(caller: Caller, scope: Scope, agency: string | null | undefined): void {
  if (!agency || reachOf(caller, scope) !== 'AGENCY' || caller.agency === agency) return;
  throw new HubError('FORBIDDEN', `Your rights do not reach the agency "${agency}".`);
}

/** Refuses the statistics of an agency that stands outside the caller's jurisdictions. */
export function requireAgencyOf(caller: Caller, scope: Scope, agency: string, jurisdiction: string): void {
  requireAgency(caller, scope, agency);
  requireJurisdiction(caller, scope, jurisdiction);
}
