import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyReply } from 'fastify';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import { personas, type Persona } from './personas.js';

export interface EmbeddedIssuer {
  /** Its `iss`: `http://127.0.0.1:PORT/realms/lien-thong`. */
  readonly issuer: string;
  readonly jwksUri: string;
  readonly audience: string;
  readonly clients: readonly string[];
  close(): Promise<void>;
}

export interface IssuerOptions {
  /** `NODE_ENV` of the process: an issuer whose passwords are public must not run in production. */
  readonly environment: string | undefined;
  readonly tokenSeconds?: number;
}

const realm = 'lien-thong';
const audience = 'lien-thong-hub';
const client = 'hub-console';

/** An identity provider with Keycloak's paths and claims for the sandbox personas, on a free loopback port. Throws in production. */
export async function startIssuer({ environment, tokenSeconds = 3_600 }: IssuerOptions): Promise<EmbeddedIssuer> {
  if (environment === 'production') throw new Error('The embedded issuer is for development: set OIDC_ISSUER in production.');
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048 });
  const jwk: JWK = { ...(await exportJWK(publicKey)), alg: 'RS256', use: 'sig' };
  jwk.kid = await calculateJwkThumbprint(jwk);

  const app = Fastify({ bodyLimit: 16 * 1024, forceCloseConnections: true });
  const base = `/realms/${realm}`;
  const openid = `${base}/protocol/openid-connect`;
  let issuer = '';
  app.addHook('onSend', async (_request, reply) => void reply.header('access-control-allow-origin', '*'));
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.get(`${base}/.well-known/openid-configuration`, async () => ({
    issuer,
    token_endpoint: issuer + '/protocol/openid-connect/token',
    jwks_uri: issuer + '/protocol/openid-connect/certs',
    grant_types_supported: ['password'],
    id_token_signing_alg_values_supported: ['RS256'],
  }));
  app.get(`${openid}/certs`, async () => ({ keys: [jwk] }));
  app.post(`${openid}/token`, async (request, reply) => {
    const { grant_type, username, password } = (request.body ?? {}) as Record<string, string | undefined>;
    if (grant_type !== 'password') return refuse(reply, 'unsupported_grant_type');
    const persona = username !== undefined && Object.hasOwn(personas, username) ? personas[username] : undefined;
    if (!persona || password !== username) return refuse(reply, 'invalid_grant');
    const access_token = await new SignJWT({ ...claimsOf(username!, persona) })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: jwk.kid! })
      .setIssuer(issuer)
      .setAudience(audience)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${tokenSeconds}s`)
      .sign(privateKey);
    return { access_token, token_type: 'Bearer', expires_in: tokenSeconds, scope: 'profile' };
  });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  issuer = origin + base;
  return {
    issuer,
    jwksUri: `${issuer}/protocol/openid-connect/certs`,
    audience,
    clients: [client],
    close: async () => app.close(),
  };
}

const claimsOf = (name: string, { roles, jurisdictions, agency, personalId }: Persona) => ({
  sub: `persona:${name}`,
  typ: 'Bearer',
  azp: client,
  preferred_username: name,
  realm_access: { roles },
  jurisdictions: jurisdictions === '*' ? ['*'] : jurisdictions,
  ...(agency !== null && { agency }),
  ...(personalId !== null && { personal_id: personalId }),
});

const refuse = (reply: FastifyReply, error: string) => reply.status(error === 'invalid_grant' ? 401 : 400).send({ error });
