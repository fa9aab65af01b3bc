import type { Caller } from '../../auth/caller.js';
import type { PurposeStatement } from '../../auth/purposes.js';
import { decide, type Charter, type Decisions } from './decisions.js';
import type { Relevant } from './relevant.js';
import { plainStanding, purposeRequired, standingFor, widestStanding, type Standing } from './standing.js';

export interface Asking {
  readonly caller: Caller | null;
  readonly statement: PurposeStatement | null;
}

/**
 * As whom the question is asked, and what they may see: under the purpose they state, where the operation
 * touches what is personal; PURPOSE_REQUIRED where it is not the right one.
 */
export function takeStanding(
  charter: Charter,
  relevant: Relevant,
  { caller, statement }: Asking,
  variables: Readonly<Record<string, unknown>>,
): { standing: Standing; decisions: Decisions } {
  const as = (standing: Standing) => ({ standing, decisions: decide(charter, relevant, standing, variables) });
  const plain = as(plainStanding(caller));
  if (!caller) return plain;
  const widest = decide(charter, relevant, widestStanding(caller), variables);
  if (widest.access === plain.decisions.access) return plain;
  const stated = as(standingFor(caller, statement));
  // Something is open to the caller, but for another of their purposes.
  if (stated.decisions.access !== widest.access) throw purposeRequired(caller);
  return stated;
}
