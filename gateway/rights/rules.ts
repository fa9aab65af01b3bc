import type { PersonalData } from '../../auth/personal-data.js';
import { personalScopes } from '../../auth/purposes.js';

/** Lists of alternatives: any of the outer, all of the inner. One empty inner list asks for nothing. */
export type AnyOf = readonly (readonly string[])[];

/** Who may read a type or a field, as `@authenticated`, `@requiresScopes` and `@policy` say it. */
export interface Rule {
  readonly authenticated: boolean;
  readonly scopes: AnyOf;
  readonly policies: AnyOf;
}

/** Rules by schema coordinate: `Dossier`, `Dossier.applicant`. A coordinate without a rule is open to every signed-in caller. */
export type Rules = ReadonlyMap<string, Rule>;

/** What a supergraph says of who may see what. */
export interface Restrictions {
  readonly rules: Rules;
  /** What `@personalData` says, by coordinate of the field. */
  readonly personalData: ReadonlyMap<string, PersonalData>;
  /**
   * What `@reveals` says: coordinate of an argument (`Query.person(personalId:)`) or input field (`DossierFilter.applicant`) → coordinate
   * of the field that its use tells as much as.
   */
  readonly reveals: ReadonlyMap<string, string>;
  /** What `@dataSubject` says: type → selection that leads to the personal identifier of the one person it tells of. */
  readonly dataSubjects: ReadonlyMap<string, string>;
}

/** What of a caller decides about rules. */
export interface Rights {
  readonly authenticated: boolean;
  readonly scopes: ReadonlySet<string>;
  /** Those of the scopes that show personal data as it is. */
  readonly clear: ReadonlySet<string>;
}

const satisfies = (anyOf: AnyOf, holds: (name: string) => boolean) => anyOf.some((all) => all.every(holds));

/** Do `rights`, and the policies that hold, satisfy `rule`? */
export function permits(
  rule: Rule,
  { authenticated, scopes }: Pick<Rights, 'authenticated' | 'scopes'>,
  policyHolds: (name: string) => boolean,
): boolean {
  return authenticated && satisfies(rule.scopes, (scope) => scopes.has(scope)) && satisfies(rule.policies, policyHolds);
}

/** Do `rights` show what stands at `coordinate` as it is, not masked? */
export function showsClear(rules: Rules, coordinate: string, { authenticated, clear }: Rights): boolean {
  const applying = [coordinate.split('.', 1)[0]!, coordinate].flatMap((at) => rules.get(at) ?? []);
  return applying.every((rule) => permits(rule, { authenticated, scopes: clear }, () => true));
}

/**
 * Does what stands at `coordinate` tell of one person: is it marked, or read only with a right that counts under a purpose?
 */
export function isPersonal({ rules, personalData }: Pick<Restrictions, 'rules' | 'personalData'>, coordinate: string): boolean {
  const applying = [coordinate.split('.', 1)[0]!, coordinate].flatMap((at) => rules.get(at) ?? []);
  return personalData.has(coordinate) || applying.some(({ scopes }) => scopes.every((all) => all.some(takesPurpose)));
}

const takesPurpose = (scope: string) => (personalScopes as ReadonlySet<string>).has(scope);

/** Names of all policies that some rule asks for. */
export const policiesIn = (rules: Rules): Set<string> => new Set([...rules.values()].flatMap(({ policies }) => policies.flat()));
