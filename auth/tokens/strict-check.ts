import { errors as joseErrors, jwtVerify, type CompactJWSHeaderParameters, type JWTPayload } from 'jose';
import { HubError } from '../../core/errors.js';
import { Claims } from './claims.js';
import type { VerificationKey } from './key-set.js';
import type { IssuerKeys } from './keys.js';
import { refused } from './refused.js';
import type { Signature, TrustedIssuer } from './trusted-issuer.js';

export interface Checked {
  readonly claims: Claims;
  readonly algorithm: Signature;
  readonly kid: string;
  readonly key: VerificationKey;
}

const skewSeconds = 5;
const requiredClaims = ['exp', 'iat', 'sub', 'aud', 'jti', 'azp'];

/** The first check of a token, by jose and by what jose leaves to its users. Refuses whatever is not beyond doubt. */
export async function checkStrictly(token: string, trusted: TrustedIssuer, keys: IssuerKeys, now: number): Promise<Checked> {
  const signed = await verified(token, trusted, keys, now);
  const parsed = Claims.safeParse(signed.payload);
  if (!parsed.success) throw refused(`claims: ${parsed.error.issues.map(({ path: [claim] }) => String(claim)).join(', ')}`);
  const claims = parsed.data;
  if (!trusted.clients.includes(claims.azp)) throw refused('azp is no client of ours');
  if (claims.iat > now / 1_000 + skewSeconds) throw refused('iat lies in the future');
  return { claims, ...signed };
}

async function verified(
  token: string,
  { issuer, audience, algorithms = ['RS256'] }: TrustedIssuer,
  keys: IssuerKeys,
  now: number,
) {
  let used: Omit<Checked, 'claims'> | undefined;
  const keyFor = async ({ kid, alg }: CompactJWSHeaderParameters) => {
    const key = typeof kid === 'string' ? await keys.find(kid) : null;
    if (!key) throw refused('no such key');
    if (key.algorithm !== undefined && key.algorithm !== alg) throw refused('key is for another algorithm');
    used = { algorithm: alg as Signature, kid: kid!, key };
    return key.key;
  };
  let payload: JWTPayload;
  try {
    ({ payload } = await jwtVerify(token, keyFor, {
      algorithms: [...algorithms],
      issuer,
      audience,
      requiredClaims,
      clockTolerance: skewSeconds,
      currentDate: new Date(now),
    }));
  } catch (error) {
    if (error instanceof HubError) throw error;
    // jose's own errors carry the claims, personal identifier included: only their code leaves this file.
    throw refused(error instanceof joseErrors.JOSEError ? error.code : 'not verifiable');
  }
  return { payload, ...used! };
}
