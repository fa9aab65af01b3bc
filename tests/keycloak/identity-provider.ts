import { decodeJwt, type JWTPayload } from 'jose';
import type { TrustedIssuer } from '../../auth/token-verifier.js';

/** An identity provider under test: what the hub is told of it, and what its operator can do. */
export interface IdentityProvider extends TrustedIssuer {
  /** Signs with a new key from now on. */
  rotate(): Promise<void>;
  /** Withdraws every signing key but the newest. */
  withdrawFormerKeys(): Promise<void> | void;
  logOutAll(): Promise<void> | void;
  close(): Promise<void>;
}

export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the provider's token endpoint answers to `form`, by a client that may prove itself with `basic` credentials. */
export async function requestToken(
  { issuer }: TrustedIssuer,
  form: Record<string, string>,
  basic?: string,
): Promise<TokenAnswer> {
  const response = await fetch(`${issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
    ...(basic !== undefined && { headers: { authorization: `Basic ${Buffer.from(basic).toString('base64')}` } }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

export const tokenOfPersona = (provider: TrustedIssuer, name: string, scope?: string): Promise<string> =>
  accessToken(
    requestToken(provider, {
      grant_type: 'password',
      client_id: 'hub-console',
      username: name,
      password: name,
      ...(scope !== undefined && { scope }),
    }),
  );

export const tokenOfService = (provider: TrustedIssuer, name: string): Promise<string> =>
  accessToken(requestToken(provider, { grant_type: 'client_credentials' }, `${name}:${name}`));

export const claimsOf = (token: string): JWTPayload & Record<string, unknown> => decodeJwt(token);

async function accessToken(answer: Promise<TokenAnswer>): Promise<string> {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`no token: ${status} ${String(body['error'])}`);
  return body['access_token'] as string;
}
