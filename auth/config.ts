import { z } from 'zod';
import type { TrustedIssuer } from './token-verifier.js';

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);

/** The variables that name the identity provider; without OIDC_ISSUER there is none. */
export const issuerVariables = {
  OIDC_ISSUER: z.url().optional(),
  OIDC_JWKS_URI: z.url().optional(),
  OIDC_AUDIENCE: z.string().default('lien-thong-hub'),
  OIDC_CLIENTS: list.default(['hub-console']),
} as const;

const Variables = z.object(issuerVariables);

/** The identity provider those variables name, with Keycloak's path to its keys unless another is given. */
export function issuerOf(variables: z.infer<typeof Variables>): TrustedIssuer | null {
  const { OIDC_ISSUER: issuer, OIDC_JWKS_URI, OIDC_AUDIENCE: audience, OIDC_CLIENTS: clients } = variables;
  return issuer ? { issuer, jwksUri: OIDC_JWKS_URI ?? `${issuer}/protocol/openid-connect/certs`, audience, clients } : null;
}
