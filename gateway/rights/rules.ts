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

/** What of a caller decides about rules. */
export interface Rights {
  readonly authenticated: boolean;
  readonly scopes: ReadonlySet<string>;
}

const satisfies = (anyOf: AnyOf, holds: (name: string) => boolean) => anyOf.some((all) => all.every(holds));

/** Do `rights`, and the policies that hold, satisfy `rule`? */
export function permits(rule: Rule, { authenticated, scopes }: Rights, policyHolds: (name: string) => boolean): boolean {
  return authenticated && satisfies(rule.scopes, (scope) => scopes.has(scope)) && satisfies(rule.policies, policyHolds);
}

/** Names of all policies that some rule asks for. */
export const policiesIn = (rules: Rules): Set<string> => new Set([...rules.values()].flatMap(({ policies }) => policies.flat()));
