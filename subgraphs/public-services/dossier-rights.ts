import type { z } from 'zod';
import { reachOf, worksFor, type Caller } from '../../auth/caller.js';
import type { Scope } from '../../auth/scopes.js';
import { HubError } from '../../core/errors.js';
import { agencyPartOf } from '../../schema/dossier-code.js';
import { reachesRow } from '../../schema/rows.js';
import type { DossierFilterForm } from './dossier-filter.type.js';
import type { DossierQuestion } from './dossier.connector.js';
import type { DossierRecord } from './dossier.type.js';
import type { Igate } from './igate.js';

const read = 'public-services:read';
const personal = 'public-services:personal';

type DossierFilter = z.infer<typeof DossierFilterForm>;

/** Refuses `agency` to callers whose rights reach their own alone. */
export function requireAgency(caller: Caller, scope: Scope, agency: string): void {
  if (reachOf(caller, scope) !== 'AGENCY' || agency === caller.agency) return;
  throw new HubError('FORBIDDEN', `Your rights do not reach the agency "${agency}".`);
}

/** Refuses a code that already shows its dossier to be out of reach: another agency's, or another jurisdiction's. */
export function requireDossierCode(caller: Caller, { jurisdictions }: Igate, code: string, scope: Scope = read): void {
  const reach = reachOf(caller, scope);
  const agency = agencyPartOf(code);
  // An agency's identifier begins with that of the one above it, whose dossiers its own are too. Codes from before QĐ 20 begin with
  // digits and name the agency by its old identifier. Of both, only the row itself can tell.
  const below = caller.agency !== null && agency.startsWith(`${caller.agency}.`);
  if (/^[A-Z]/.test(agency) && !below) requireAgency(caller, scope, agency);
  const jurisdiction = jurisdictions.jurisdictionOf([agency]);
  if (reach === 'JURISDICTION' && jurisdiction !== null && !worksFor(caller, jurisdiction)) {
    throw new HubError('FORBIDDEN', `Your rights do not reach the jurisdiction "${jurisdiction}".`);
  }
}

/** `filter` as a question to `igate`, narrowed to the rows the caller's right to read reaches. */
export function withinReach(caller: Caller, igate: Igate, filter: DossierFilter): DossierQuestion {
  const { jurisdiction, agency, ...rest } = filter;
  const reach = reachOf(caller, read);
  const wanted = (id: string) => (!agency || id === agency) && (reach !== 'AGENCY' || id === caller.agency);
  return {
    ...rest,
    agencies: igate.jurisdictions.agenciesOf(jurisdiction).filter(wanted),
    persons: reach === 'SELF' ? [caller.personalId].filter((id) => id !== null) : undefined,
  };
}

const reaches = (caller: Caller, scope: Scope, { jurisdiction, lineage, persons }: DossierRecord): boolean =>
  reachesRow(caller, scope, {
    jurisdiction: jurisdiction?.slug ?? null,
    agency: lineage.find((id) => id === caller.agency) ?? lineage[0] ?? null,
    persons,
  });

/** Whether `caller` may see `dossier`. */
export const reachesDossier = (caller: Caller, dossier: DossierRecord): boolean => reaches(caller, read, dossier);

/** Whether `caller` may change `dossier`. */
export const mayChange = (caller: Caller, dossier: DossierRecord): boolean => reaches(caller, 'public-services:write', dossier);

/** Whether `caller` may see what is personal in `dossier`: who holds several roles may reach further for the one than for the other. */
export const reachesPersonal = (caller: Caller, dossier: DossierRecord): boolean => reaches(caller, personal, dossier);
