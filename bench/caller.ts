import { createCaller, type Caller } from '../auth/caller.js';
import { personas } from '../auth/issuer/personas.js';

/** A persona of the embedded issuer as the gateway knows them once their token is verified. */
export function callerAs(persona: string): Caller {
  const { roles, jurisdictions, agency, personalId } = personas[persona]!;
  const from = { issuer: 'bench', subject: persona, clientId: 'bench', tokenId: persona };
  return createCaller({ ...from, roles, purpose: null, jurisdictions, agency, personalId });
}

/** The middle one. */
export const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
