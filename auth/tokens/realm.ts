import { createCaller, type Caller } from '../caller.js';
import type { Claims } from './claims.js';
import { fetchKeySet, type VerificationKey } from './key-set.js';
import { createKeycloakCheck } from './keycloak-check.js';
import { createIssuerKeys } from './keys.js';
import { checkStrictly } from './strict-check.js';
import { agencyOf, jurisdictionsOf } from './tenancy.js';
import type { TrustedIssuer } from './trusted-issuer.js';

/** A token that passed both checks, with what its standing depends on. */
export interface Verified {
  readonly caller: Caller;
  readonly realm: Realm;
  readonly kid: string;
  readonly key: VerificationKey;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** One trusted issuer at work. */
export interface Realm {
  /** Both checks of `token`, one after the other. */
  verify(token: string): Promise<Verified>;
  /** Does a token verified before still stand: not expired, its key still published, not issued before not-before? */
  stands(verified: Verified): boolean;
  notBefore(epochSeconds: number): void;
}

export interface Clocks {
  /** Milliseconds since 1970, for what tokens say. */
  readonly now: () => number;
  /** Milliseconds since whenever, for the age of keys: it must not move with the wall clock. */
  readonly elapsed: () => number;
}

export function createRealm(trusted: TrustedIssuer, { now, elapsed }: Clocks): Realm {
  const keys = createIssuerKeys(() => fetchKeySet(trusted.jwksUri), elapsed);
  const keycloak = createKeycloakCheck(trusted, keys);
  let notBefore = trusted.issuedSince ?? 0;
  const realm: Realm = {
    async verify(token) {
      const { claims, algorithm, kid, key } = await checkStrictly(token, trusted, keys, now());
      const reading = await keycloak.check(token, algorithm);
      // A role counts when both readers of the token see it.
      const roles = claims.realm_access.roles.filter((role) => reading.hasRealmRole(role));
      return { caller: callerOf(claims, roles, trusted), realm, kid, key, issuedAt: claims.iat, expiresAt: claims.exp };
    },
    stands: ({ kid, key, issuedAt, expiresAt }) => now() < expiresAt * 1_000 && issuedAt >= notBefore && keys.known(kid) === key,
    notBefore(epochSeconds) {
      notBefore = epochSeconds;
      keycloak.notBefore(epochSeconds);
    },
  };
  return realm;
}

/** Frozen, because one caller serves every request that shows the same token. */
function callerOf(claims: Claims, roles: readonly string[], trusted: TrustedIssuer): Caller {
  const jurisdictions = jurisdictionsOf(claims, trusted);
  return Object.freeze(
    createCaller({
      issuer: trusted.issuer,
      subject: claims.sub,
      clientId: claims.azp,
      tokenId: claims.jti,
      roles: Object.freeze(roles),
      purpose: null,
      jurisdictions: jurisdictions === '*' ? '*' : Object.freeze([...jurisdictions]),
      agency: agencyOf(claims, trusted),
      personalId: claims.personal_id ?? null,
    }),
  );
}
