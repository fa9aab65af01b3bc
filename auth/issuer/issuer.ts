import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { consoleClient, serviceAccounts } from './clients.js';
import { createKeyRing, type KeyRing } from './key-ring.js';
import { decide, type Form, type Grant } from './token-request.js';

export interface EmbeddedIssuer {
  /** Its `iss`: `http://127.0.0.1:PORT/realms/lien-thong`. */
  readonly issuer: string;
  readonly jwksUri: string;
  readonly audience: string;
  readonly clients: readonly string[];
  /** Signs with a new key from now on; tokens of the former keys still hold. */
  rotate(): Promise<void>;
  /** Publishes the newest key only. */
  withdrawFormerKeys(): void;
  /** Ends every session: from now on token answers say, as Keycloak's do, that tokens of before this second no longer hold. */
  logOutAll(): void;
  close(): Promise<void>;
}

export interface IssuerOptions {
  /** `NODE_ENV` of the process: an issuer whose passwords are public must not run in production. */
  readonly environment: string | undefined;
  readonly tokenSeconds?: number;
}

const base = '/realms/lien-thong';
const openid = `${base}/protocol/openid-connect`;
const audience = 'lien-thong-hub';
const now = () => Math.floor(Date.now() / 1_000);

/** An identity provider with Keycloak's paths and claims for the sandbox personas, on a free loopback port. Throws in production. */
export async function startIssuer({ environment, tokenSeconds = 3_600 }: IssuerOptions): Promise<EmbeddedIssuer> {
  if (environment === 'production') throw new Error('The embedded issuer is for development: set OIDC_ISSUER in production.');
  const keys = await createKeyRing();
  let issuer = '';
  let notBefore = 0;

  const app = Fastify({ bodyLimit: 16 * 1024, forceCloseConnections: true });
  app.addHook('onSend', async (_request, reply) => void reply.header('access-control-allow-origin', '*'));
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  servePublic(app, keys, () => issuer);
  app.post(`${openid}/token`, async (request, reply) => {
    const decision = decide((request.body ?? {}) as Form, request.headers.authorization);
    if ('error' in decision) return reply.status(decision.status).send({ error: decision.error });
    const iat = now();
    return {
      access_token: await keys.sign({ iss: issuer, iat, exp: iat + tokenSeconds, ...claimsOf(decision) }),
      expires_in: tokenSeconds,
      refresh_expires_in: 0,
      token_type: 'Bearer',
      'not-before-policy': notBefore,
      scope: decision.scopes.join(' '),
    };
  });
  issuer = (await app.listen({ host: '127.0.0.1', port: 0 })) + base;
  return {
    issuer,
    jwksUri: `${issuer}/protocol/openid-connect/certs`,
    audience,
    clients: [consoleClient, ...Object.keys(serviceAccounts)],
    rotate: () => keys.rotate(),
    withdrawFormerKeys: () => keys.withdrawFormer(),
    logOutAll: () => void (notBefore = now()),
    close: async () => app.close(),
  };
}

function servePublic(app: FastifyInstance, keys: KeyRing, issuer: () => string): void {
  app.get(`${base}/.well-known/openid-configuration`, async () => ({
    issuer: issuer(),
    token_endpoint: `${issuer()}/protocol/openid-connect/token`,
    jwks_uri: `${issuer()}/protocol/openid-connect/certs`,
    grant_types_supported: ['client_credentials', 'password'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    id_token_signing_alg_values_supported: ['RS256'],
  }));
  app.get(`${openid}/certs`, async () => ({ keys: keys.published() }));
}

// What the realm's mappers write, and nothing Keycloak would not: auth/keycloak/realm.json.
function claimsOf({ client, subject, persona, scopes }: Grant) {
  const { roles, jurisdictions, agency, personalId, organization } = persona;
  return {
    jti: randomUUID(),
    aud: audience,
    sub: subject,
    typ: 'Bearer',
    azp: client,
    scope: scopes.join(' '),
    realm_access: { roles: [...roles] },
    jurisdictions: jurisdictions === '*' ? ['*'] : [...jurisdictions],
    ...(agency !== null && { agency }),
    ...(personalId !== null && { personal_id: personalId }),
    ...(organization !== null && scopes.includes('organization') && { organization: [organization] }),
  };
}
