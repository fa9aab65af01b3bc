import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { settingsUrlOf, type FollowedIssuer } from './tokens/not-before.js';
import { signatures } from './tokens/trusted-issuer.js';

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
  /** The client by which the hub asks the realm since when its tokens hold; without one it does not ask. */
  OIDC_NOT_BEFORE_CLIENT: z.string().min(1).optional(),
  OIDC_NOT_BEFORE_SECRET: z.string().min(1).optional(),
} as const;

/** Keycloak's path to a realm's keys. */
const keysOf = (issuer: string) => `${issuer}/protocol/openid-connect/certs`;

const Variables = z.object(issuerVariables);

type Environment = Readonly<Record<string, string | undefined>>;
type Fault = (setting: string, message: string) => void;

const faultsIn =
  (context: z.RefinementCtx): Fault =>
  (setting, message) =>
    context.addIssue({ code: 'custom', path: [setting], message });

/** What no variable shows by itself: whether those of not-before go together. */
export function checkIssuer(variables: z.infer<typeof Variables>, context: z.RefinementCtx): void {
  const { OIDC_ISSUER: issuer, OIDC_CLIENTS: clients } = variables;
  const { OIDC_NOT_BEFORE_CLIENT: client, OIDC_NOT_BEFORE_SECRET: secret } = variables;
  if (client === undefined && secret === undefined) return;
  const fault = faultsIn(context);
  if (client === undefined) return fault('OIDC_NOT_BEFORE_CLIENT', 'OIDC_NOT_BEFORE_SECRET is set, and this is not');
  if (secret === undefined) return fault('OIDC_NOT_BEFORE_SECRET', 'OIDC_NOT_BEFORE_CLIENT is set, and this is not');
  if (!issuer) return fault('OIDC_ISSUER', 'OIDC_NOT_BEFORE_CLIENT is set, and this is not');
  checkRevocation({ issuer, clients }, client, (setting, message) => fault(`OIDC_${setting.toUpperCase()}`, message));
}

function checkRevocation({ issuer, clients }: Pick<FollowedIssuer, 'issuer' | 'clients'>, client: string, fault: Fault): void {
  // What is no address at all has its own error.
  if (URL.canParse(issuer) && !settingsUrlOf(issuer))
    fault('issuer', 'not-before is asked of Keycloak: the issuer must end in /realms/NAME');
  if (clients.includes(client)) fault('clients', 'the client that asks for not-before must not be one whose tokens are accepted');
}

/** The identity provider those variables name, with Keycloak's path to its keys unless another is given. */
export function issuerOf(variables: z.infer<typeof Variables>): FollowedIssuer | null {
  const { OIDC_ISSUER: issuer, OIDC_JWKS_URI, OIDC_AUDIENCE: audience, OIDC_CLIENTS: clients } = variables;
  if (!issuer) return null;
  const { OIDC_ALGORITHMS: algorithms, OIDC_JURISDICTIONS: jurisdictions } = variables;
  const { OIDC_NOT_BEFORE_CLIENT: client, OIDC_NOT_BEFORE_SECRET: secret } = variables;
  return {
    issuer,
    jwksUri: OIDC_JWKS_URI ?? keysOf(issuer),
    audience,
    clients,
    ...(algorithms && { algorithms }),
    ...(jurisdictions && { jurisdictions }),
    ...(client && secret && { notBefore: { client, secret } }),
  };
}

const reference = 'must be the NAME of an environment variable, or { file: PATH }';

/** A secret by reference: the name of a variable in `env`, or a file that holds it. No message repeats what stands in its place. */
const secretFrom = (env: Environment) =>
  z
    .union([z.string().regex(/^[A-Z_][A-Z0-9_]*$/, reference), z.strictObject({ file: z.string().min(1) })], {
      error: reference,
    })
    .transform((from, context) => {
      const secret = typeof from === 'string' ? env[from] : contentOf(from.file);
      if (!secret) {
        const message =
          typeof from === 'string' ? 'names a variable that is not set' : 'names a file that cannot be read, or is empty';
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      }
      return secret;
    });

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch {
    return null;
  }
}

/**
 * A realm as a configuration file names it, for a hub that trusts several: one for each legally separate city, and the province's.
 * The file's secrets are found by way of `env`.
 */
export const issuerConfig = (env: Environment) =>
  z
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
      notBefore: z
        .strictObject({ client: z.string().min(1), secretFrom: secretFrom(env) })
        .transform(({ client, secretFrom: secret }) => ({ client, secret }))
        .optional(),
    })
    .superRefine((one, context) => {
      if (one.notBefore) checkRevocation(one, one.notBefore.client, faultsIn(context));
    })
    .transform(({ issuer, jwksUri, audience, clients, ...bounds }): FollowedIssuer => ({
      issuer,
      jwksUri: jwksUri ?? keysOf(issuer),
      audience,
      clients,
      ...(Object.fromEntries(Object.entries(bounds).filter(([, value]) => value !== undefined)) as Partial<FollowedIssuer>),
    }));
