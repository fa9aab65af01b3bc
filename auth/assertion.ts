import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { HubError } from '../core/errors.js';
import { createCaller, type Caller } from './caller.js';

const Facts = z.object({
  issuer: z.string(),
  subject: z.string(),
  clientId: z.string(),
  tokenId: z.string(),
  roles: z.array(z.string()),
  jurisdictions: z.union([z.array(z.string()), z.literal('*')]),
  agency: z.string().nullable(),
  personalId: z.string().nullable(),
});

const audience = 'lien-thong-hub/subgraph';
const keyOf = (secret: string) => new TextEncoder().encode(secret);

/** The gateway's word for `caller`, good for 30 s: the `authorization` header of a call to a subgraph in another process. */
export async function assertCaller({ grants: _derived, ...facts }: Caller, secret: string): Promise<string> {
  const token = await new SignJWT({ caller: facts })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(audience)
    .setExpirationTime('30s')
    .sign(keyOf(secret));
  return `Bearer ${token}`;
}

/** The caller in an `authorization` header that a holder of `secret` wrote; UNAUTHENTICATED for any other. Rights are derived anew. */
export async function readAssertion(authorization: string | undefined, secret: string): Promise<Caller> {
  try {
    const token = authorization?.replace(/^Bearer /, '') ?? '';
    const { payload } = await jwtVerify(token, keyOf(secret), { audience, algorithms: ['HS256'], requiredClaims: ['exp'] });
    return createCaller(Facts.parse(payload['caller']));
  } catch (cause) {
    throw new HubError('UNAUTHENTICATED', undefined, { cause });
  }
}
