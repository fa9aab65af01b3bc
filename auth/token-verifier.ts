import { createRemoteJWKSet, decodeJwt, errors as joseErrors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { HubError } from '../core/errors.js';
import { createCaller, type Caller } from './caller.js';

export interface TrustedIssuer {
  /** Exact `iss` of its tokens. */
  readonly issuer: string;
  /** Where its keys are; never taken from a token. */
  readonly jwksUri: string;
  readonly audience: string;
  /** Clients whose tokens are accepted (`azp`). */
  readonly clients: readonly string[];
}

export interface TokenVerifier {
  /** The caller a token speaks for; UNAUTHENTICATED for any token not beyond doubt, SERVICE_UNAVAILABLE when the keys cannot be had. */
  verify(token: string): Promise<Caller>;
}

const maxTokenLength = 16 * 1024;
const compactJws = /^[\w-]+\.[\w-]+\.[\w-]+$/;

// The realm's mappers write these; `typ` keeps ID and refresh tokens out.
const Claims = z.object({
  sub: z.string().min(1),
  azp: z.string().min(1),
  jti: z.string().min(1),
  typ: z.literal('Bearer'),
  cnf: z.never().optional(),
  realm_access: z.object({ roles: z.array(z.string()) }).default({ roles: [] }),
  jurisdictions: z.array(z.string()).default([]),
  agency: z.string().nullish(),
  personal_id: z.string().nullish(),
});

/** Verifies access tokens of the issuers in `trusted`, and of no other. Keys are fetched with a 2 s limit and a 5 s cool-down. */
export function createTokenVerifier(trusted: readonly TrustedIssuer[]): TokenVerifier {
  const issuers = new Map(
    trusted.map((one) => [
      one.issuer,
      { ...one, keys: createRemoteJWKSet(new URL(one.jwksUri), { timeoutDuration: 2_000, cooldownDuration: 5_000 }) },
    ]),
  );
  return {
    async verify(token) {
      if (token.length > maxTokenLength || !compactJws.test(token)) throw new HubError('UNAUTHENTICATED');
      const known = issuers.get(claimedIssuer(token));
      if (!known) throw new HubError('UNAUTHENTICATED');
      return callerOf(await checked(token, known), known);
    },
  };
}

async function checked(token: string, { issuer, audience, keys }: TrustedIssuer & { keys: JWTVerifyGetKey }): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'iat', 'sub', 'aud', 'jti', 'azp'],
      clockTolerance: 5,
    });
    return payload;
  } catch (cause) {
    throw new HubError(keysMissing(cause) ? 'SERVICE_UNAVAILABLE' : 'UNAUTHENTICATED', undefined, { cause });
  }
}

function callerOf(payload: unknown, { issuer, clients }: TrustedIssuer): Caller {
  const claims = Claims.safeParse(payload);
  if (!claims.success || !clients.includes(claims.data.azp)) throw new HubError('UNAUTHENTICATED');
  const { sub, azp, jti, realm_access, jurisdictions, agency, personal_id } = claims.data;
  return createCaller({
    issuer,
    subject: sub,
    clientId: azp,
    tokenId: jti,
    roles: realm_access.roles,
    jurisdictions: jurisdictions.includes('*') ? '*' : jurisdictions,
    agency: agency ?? null,
    personalId: personal_id ?? null,
  });
}

function claimedIssuer(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    return '';
  }
}

// An unknown key is the token's fault; keys that could not be fetched are ours.
const keysMissing = (error: unknown) =>
  error instanceof joseErrors.JWKSTimeout ||
  error instanceof joseErrors.JWKSInvalid ||
  !(error instanceof joseErrors.JOSEError) ||
  error.code === 'ERR_JOSE_GENERIC';
