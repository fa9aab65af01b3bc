import { z } from 'zod';
import { HubError, Reason } from '../core/errors.js';
import type { HttpAnswer, HttpClient, HttpRequest } from './http.js';
import { parseJson } from './http.js';
import { isUnauthorized } from './refused-with.js';

/** How the hub proves to an authorization server who it is (RFC 6749 §4.3 and §4.4). */
export const OAuth2Credentials = z.union([
  z.object({
    clientId: z.string().min(1),
    clientSecret: z.string().min(1).optional(),
    username: z.string().min(1),
    password: z.string().min(1),
    scope: z.string().optional(),
  }),
  z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1), scope: z.string().optional() }),
]);
export type OAuth2Credentials = z.infer<typeof OAuth2Credentials>;

export interface TokenKeeper {
  /** A token that is still good; fetched at most once however many ask at the same time. */
  token(): Promise<string>;
  /** Drops `token`, unless a newer one has already taken its place. */
  forget(token: string): void;
}

export interface TokenKeeperOptions {
  /** Client of the authorization server. */
  readonly http: HttpClient;
  /** The token endpoint, below the client's address. */
  readonly path: string;
  readonly credentials: OAuth2Credentials;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const Grant = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().default(60) });

// A token is renewed while it is still good, so that no request carries one that ends under way.
const renewBeforeMs = (lifetimeMs: number) => Math.min(30_000, lifetimeMs / 5);

/** Keeps one access token: fetched at first need, renewed shortly before it expires, never kept when the fetch failed. */
export function createTokenKeeper({ http, path, credentials, now = Date.now }: TokenKeeperOptions): TokenKeeper {
  let held: { readonly token: string; readonly renewAt: number } | null = null;
  let pending: Promise<string> | null = null;

  async function fetchToken(): Promise<string> {
    const askedAt = now();
    const grant = await requestGrant(http, path, credentials);
    const lifetimeMs = grant.expires_in * 1000;
    held = { token: grant.access_token, renewAt: askedAt + lifetimeMs - renewBeforeMs(lifetimeMs) };
    return grant.access_token;
  }

  return {
    async token() {
      if (held && now() < held.renewAt) return held.token;
      pending ??= fetchToken().finally(() => {
        pending = null;
      });
      return pending;
    },
    forget(token) {
      if (held?.token === token) held = null;
    },
  };
}

async function requestGrant(http: HttpClient, path: string, credentials: OAuth2Credentials) {
  const { clientId, clientSecret, scope } = credentials;
  const form = new URLSearchParams({ grant_type: 'username' in credentials ? 'password' : 'client_credentials' });
  form.set('client_id', clientId);
  if (clientSecret !== undefined) form.set('client_secret', clientSecret);
  if ('username' in credentials) {
    form.set('username', credentials.username);
    form.set('password', credentials.password);
  }
  if (scope !== undefined) form.set('scope', scope);
  const grant = await http.json(
    {
      method: 'POST',
      path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    },
    Grant,
  );
  if (grant) return grant;
  throw new HubError('SOURCE_UNAVAILABLE', undefined, { source: http.source.id, cause: new Reason('no token endpoint there') });
}

/** `http` with a bearer token on every request. A token the source no longer takes is forgotten and fetched once more. */
export function withBearerToken(http: HttpClient, keeper: TokenKeeper): HttpClient {
  const sendWith = (request: HttpRequest, token: string) =>
    http.send({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } });

  async function send(request: HttpRequest): Promise<HttpAnswer> {
    const token = await keeper.token();
    try {
      return await sendWith(request, token);
    } catch (error) {
      if (!isUnauthorized(error)) throw error;
      keeper.forget(token);
      return await sendWith(request, await keeper.token());
    }
  }

  return {
    source: http.source,
    send,
    async json(request, shape) {
      const { status, text } = await send(request);
      return status === 404 ? null : parseJson(text, shape, http.source.id);
    },
    close: () => http.close(),
  };
}
