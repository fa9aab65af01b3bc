import type { Caller } from '../../auth/caller.js';
import { roles } from '../../auth/roles.js';
import type { Restrictions } from './rules.js';

/** Why a coordinate is refused, for callers who may know. */
export type Explain = (coordinate: string) => Readonly<Record<string, unknown>> | undefined;

/** Auditors and operators are told which rule refuses what they asked; to everyone else a refusal is a refusal. */
export function explainTo(caller: Caller | null, { rules }: Restrictions): Explain {
  if (!caller?.roles.some((role) => Object.hasOwn(roles, role) && roles[role]!.mayKnowReasons)) return () => undefined;
  return (coordinate) => {
    const rule = rules.get(coordinate);
    const policies = rule?.policies.flat().length ? { policies: rule.policies } : {};
    return { coordinate, ...(rule && { scopes: rule.scopes }), ...policies };
  };
}
