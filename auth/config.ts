import { z } from 'zod';
import { signatures, type TrustedIssuer } from './tokens/trusted-issuer.js';

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
  OIDC_ALGORITHMS: list.pipe(z.array(z.enum(signatures)).min(1)).optional(),
  /** The only jurisdictions the realm's tokens may claim; every one unless given. */
  OIDC_JURISDICTIONS: list.pipe(z.array(z.string()).min(1)).optional(),
} as const;

/** Keycloak's path to a realm's keys. */
const keysOf = (issuer: string) => `${issuer}/protocol/openid-connect/certs`;

const Variables = z.object(issuerVariables);

/** The identity provider those variables name, with Keycloak's path to its keys unless another is given. */
export function issuerOf(variables: z.infer<typeof Variables>): TrustedIssuer | null {
  const { OIDC_ISSUER: issuer, OIDC_JWKS_URI, OIDC_AUDIENCE: audience, OIDC_CLIENTS: clients } = variables;
  if (!issuer) return null;
  const { OIDC_ALGORITHMS: algorithms, OIDC_JURISDICTIONS: jurisdictions } = variables;
  return {
    issuer,
    jwksUri: OIDC_JWKS_URI ?? keysOf(issuer),
    audience,
    clients,
    ...(algorithms && { algorithms }),
    ...(jurisdictions && { jurisdictions }),
  };
}

/** A realm as a configuration file names it, for a hub that trusts several: one for each legally separate city, and the province's. */
export const IssuerConfig = z
  .strictObject({
    issuer: z.url(),
    jwksUri: z.url().optional(),
    audience: z.string().default('lien-thong-hub'),
    clients: z.array(z.string()).min(1).default(['hub-console']),
    algorithms: z.array(z.enum(signatures)).min(1).optional(),
    issuedSince: z.number().int().optional(),
    jurisdictions: z.array(z.string()).min(1).optional(),
    agencies: z.array(z.string()).min(1).optional(),
    organizations: z.record(z.string(), z.union([z.array(z.string()), z.literal('*')])).optional(),
  })
  .transform(({ issuer, jwksUri, audience, clients, ...bounds }): TrustedIssuer => ({
    issuer,
    jwksUri: jwksUri ?? keysOf(issuer),
    audience,
    clients,
    ...(Object.fromEntries(Object.entries(bounds).filter(([, value]) => value !== undefined)) as Partial<TrustedIssuer>),
  }));
