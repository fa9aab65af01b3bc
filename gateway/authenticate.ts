import '@fastify/websocket';
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
    const token = tokenIn(request.headers.authorization);
    // Browsers cannot send headers with a WebSocket: it may say who it is in its first message, before which it is told nothing.
    if (isBareUpgrade(request)) return;
    if (!token) throw new HubError('UNAUTHENTICATED');
    callers.set(request, await verifier.verify(token));
  });
}

const isBareUpgrade = ({ ws, method, url, headers }: FastifyRequest) =>
  ws && method === 'GET' && url.split('?', 1)[0] === '/graphql' && headers.authorization === undefined;

/** The token in the text of an Authorization header; null where there is none. */
export const tokenIn = (authorization: unknown): string | null =>
  typeof authorization === 'string' ? (bearer.exec(authorization)?.[1] ?? null) : null;

/** The caller whom `authenticateWith` recognised; null where nobody signs in. */
export const callerOf = (request: FastifyRequest): Caller | null => callers.get(request) ?? null;
