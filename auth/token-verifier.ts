import { LRUCache } from 'lru-cache';
import type { Caller } from './caller.js';
import { claimedIssuer, fingerprintOf } from './tokens/compact.js';
import { createRealm, type Clocks, type Verified } from './tokens/realm.js';
import { refused } from './tokens/refused.js';
import type { TrustedIssuer } from './tokens/trusted-issuer.js';

export type { TrustedIssuer } from './tokens/trusted-issuer.js';

export interface TokenVerifier {
  /** The caller a token speaks for; UNAUTHENTICATED for any token not beyond doubt, SERVICE_UNAVAILABLE when the keys cannot be had. */
  verify(token: string): Promise<Caller>;
}

export interface RevocableTokenVerifier extends TokenVerifier {
  /** From now on refuses the tokens that `issuer` issued before `epochSeconds`, those verified already included. */
  notBefore(issuer: string, epochSeconds: number): void;
}

const rememberedTokens = 5_000;
const realClocks: Clocks = { now: () => Date.now(), elapsed: () => performance.now() };

/** Verifies access tokens of the issuers in `trusted`, and of no other: once by jose and our own rules, once by keycloak-connect. */
export function createTokenVerifier(trusted: readonly TrustedIssuer[], clocks: Clocks = realClocks): RevocableTokenVerifier {
  const realms = new Map(trusted.map((one) => [one.issuer, createRealm(one, clocks)]));
  if (realms.size < trusted.length) throw new Error('An issuer is configured twice.');
  const remembered = new LRUCache<string, Verified>({ max: rememberedTokens });

  return {
    async verify(token) {
      const fingerprint = fingerprintOf(token);
      // Before the issuer is read: what is remembered under the hash of this very text was verified for its issuer.
      const known = remembered.get(fingerprint);
      if (known?.realm.stands(known)) return known.caller;
      remembered.delete(fingerprint);
      const realm = realms.get(claimedIssuer(token));
      if (!realm) throw refused('issuer is none of ours');
      const verified = await realm.verify(token);
      remembered.set(fingerprint, verified);
      return verified.caller;
    },
    notBefore(issuer, epochSeconds) {
      const realm = realms.get(issuer);
      if (!realm) throw new Error('No such issuer is trusted.');
      if (!Number.isSafeInteger(epochSeconds)) throw new RangeError('Not-before is a whole number of seconds since 1970.');
      realm.notBefore(epochSeconds);
    },
  };
}
