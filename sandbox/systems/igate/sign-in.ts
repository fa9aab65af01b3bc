import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export interface SignInOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenSeconds: number;
}

const tokenPath = '/auth/realms/digo/protocol/openid-connect/token';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Keycloak's token endpoint of the realm `digo`, and the refusal of every other request that shows no token still valid. */
export function registerSignIn(app: FastifyInstance, { clientId, clientSecret, tokenSeconds }: SignInOptions): void {
  const issued = new Map<string, number>();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, new URLSearchParams(String(body)));
  });

  app.addHook('preHandler', async (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0];
    if (path === tokenPath) return undefined;
    const expiresAt = issued.get(request.headers.authorization?.replace(/^Bearer /i, '') ?? '') ?? 0;
    if (expiresAt > Date.now()) return undefined;
    return reply.status(401).send({ error: 'invalid_token', error_description: 'Full authentication is required' });
  });

  app.post(tokenPath, async (request, reply) => {
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    if (form.get('grant_type') !== 'client_credentials') return reply.status(400).send({ error: 'unsupported_grant_type' });
    if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret) {
      return reply.status(401).send({ error: 'unauthorized_client', error_description: 'Invalid client secret' });
    }
    const expiresAt = Date.now() + tokenSeconds * 1000;
    const claims = { azp: clientId, typ: 'Bearer', exp: Math.floor(expiresAt / 1000), jti: `${issued.size + 1}` };
    const token = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.${part({ sandbox: true })}`;
    issued.set(token, expiresAt);
    return { access_token: token, expires_in: tokenSeconds, token_type: 'Bearer', scope: 'profile email' };
  });
}
