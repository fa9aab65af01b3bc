import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller } from '../auth/caller.js';
import type { TokenVerifier } from '../auth/token-verifier.js';
import { HubError } from '../core/errors.js';

const callers = new WeakMap<FastifyRequest, Caller>();
const bearer = /^Bearer +(\S+)$/i;

/** Asks every request for data or schema who it is, before its body is read: without a good token nothing is parsed. */
export function authenticateWith(app: FastifyInstance, verifier: TokenVerifier): void {
  app.addHook('onRequest', async (request) => {
    if (!/^\/(graphql|schema\.graphql)/.test(request.url)) return;
    const token = bearer.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw new HubError('UNAUTHENTICATED');
    callers.set(request, await verifier.verify(token));
  });
}

/** The caller whom `authenticateWith` recognised; null where nobody signs in. */
export const callerOf = (request: FastifyRequest): Caller | null => callers.get(request) ?? null;
