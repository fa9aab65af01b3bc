import { reachOf, worksFor, type Caller } from '../../auth/caller.js';
import { HubError } from '../../core/errors.js';
import { reachesRow } from '../../schema/rows.js';
import type { DossierRecord } from './dossier.type.js';
import type { Igate } from './igate.js';

const read = 'public-services:read';

/** The agency that a dossier code names. */
const agencyPartOf = (code: string) => code.replace(/-\d+-\d+$/, '');

/** Does this iGate issue codes of this beginning? */
export const owns = ({ source }: Igate, code: string): boolean => {
  const agency = agencyPartOf(code);
  return source.prefixes.some((prefix) => agency === prefix || agency.startsWith(`${prefix}.`));
};

/** Refuses a code that already shows its dossier to be out of reach: another agency's, or another jurisdiction's. */
export function requireDossierCode(caller: Caller, { jurisdictions }: Igate, code: string): void {
  const reach = reachOf(caller, read);
  const agency = agencyPartOf(code);
  // Codes from before QĐ 20 begin with digits and name the agency by its old identifier: only the row itself can tell.
  if (reach === 'AGENCY' && /^[A-Z]/.test(agency) && agency !== caller.agency) {
    throw new HubError('FORBIDDEN', 'Your rights reach only the dossiers of your own agency.');
  }
  const jurisdiction = jurisdictions.jurisdictionOf([agency]);
  if (reach === 'JURISDICTION' && jurisdiction !== null && !worksFor(caller, jurisdiction)) {
    throw new HubError('FORBIDDEN', `Your rights do not reach the jurisdiction "${jurisdiction}".`);
  }
}

/** Whether `caller` may see `dossier`. */
export const reachesDossier = (caller: Caller, { jurisdiction, lineage, persons }: DossierRecord): boolean =>
  reachesRow(caller, read, {
    jurisdiction: jurisdiction?.slug ?? null,
    agency: lineage.find((id) => id === caller.agency) ?? lineage[0] ?? null,
    persons,
  });
