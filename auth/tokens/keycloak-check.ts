import { constants, type KeyObject } from 'node:crypto';
import Keycloak, { type GrantManager, type Token } from 'keycloak-connect';
import type { IssuerKeys } from './keys.js';
import { refused } from './refused.js';
import type { Signature, TrustedIssuer } from './trusted-issuer.js';

export interface KeycloakCheck {
  /** What keycloak-connect reads in a token it finds good: signature, issuer, type, audience, expiry, not-before. */
  check(token: string, algorithm: Signature): Promise<Token>;
  /** Refuses tokens issued before `epochSeconds`. */
  notBefore(epochSeconds: number): void;
}

/**
 * The second, independent check. keycloak-connect decides; it fetches nothing: its key look-up is ours, and without a refresh token it
 * has nothing else to ask. It allows no skew at `exp`, so there the stricter of the two checks holds.
 */
export function createKeycloakCheck(trusted: TrustedIssuer, keys: Pick<IssuerKeys, 'known'>): KeycloakCheck {
  const managers = new Map(
    (trusted.algorithms ?? ['RS256']).map((algorithm) => [algorithm, managerFor(trusted, keys, algorithm)]),
  );
  return {
    async check(token, algorithm) {
      try {
        return (await managers.get(algorithm)!.createGrant({ access_token: token })).access_token;
      } catch (error) {
        throw refused(`keycloak-connect: ${(error as Error).message}`);
      }
    },
    notBefore(epochSeconds) {
      for (const manager of managers.values()) manager.notBefore = epochSeconds;
    },
  };
}

function managerFor({ issuer, audience, issuedSince = 0 }: TrustedIssuer, keys: Pick<IssuerKeys, 'known'>, algorithm: Signature) {
  const settings = { realm: '', 'auth-server-url': '', resource: audience } as const;
  const manager: GrantManager = new Keycloak({}, { ...settings, 'bearer-only': true, 'verify-token-audience': true })
    .grantManager;
  manager.realmUrl = issuer;
  manager.notBefore = issuedSince;
  manager.rotation = {
    async getJWK(kid) {
      const known = keys.known(kid);
      if (!known) throw new Error('no such key');
      return algorithm === 'PS256' ? withPss(known.key) : known.key;
    },
  };
  return manager;
}

const withPss = (key: KeyObject) => ({
  key,
  padding: constants.RSA_PKCS1_PSS_PADDING,
  saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
});
