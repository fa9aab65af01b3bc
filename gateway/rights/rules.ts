/** Who may read a type or a field, as `@authenticated` and `@requiresScopes` say it. */
export interface Rule {
  readonly authenticated: boolean;
  /** Outer list: any of; inner list: all of. Empty: no scope needed. */
  readonly anyOf: readonly (readonly string[])[];
}

/** Rules by schema coordinate: `Dossier`, `Dossier.applicant`. A coordinate without a rule is open to every signed-in caller. */
export type Rules = ReadonlyMap<string, Rule>;

/** What of a caller decides about rules. */
export interface Rights {
  readonly authenticated: boolean;
  readonly scopes: ReadonlySet<string>;
}

/** Do `rights` satisfy the rule at `coordinate`? */
export function permits(rules: Rules, coordinate: string, { authenticated, scopes }: Rights): boolean {
  const rule = rules.get(coordinate);
  if (!rule) return true;
  if (!authenticated) return false;
  return rule.anyOf.length === 0 || rule.anyOf.some((all) => all.every((scope) => scopes.has(scope)));
}
