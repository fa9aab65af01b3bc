import { z } from 'zod';
import { HubError, Reason } from '../core/errors.js';
import { currentScope, outOfScope } from '../core/request-scope.js';
import type { Auth } from './auth.js';
import type { HttpClient } from './http-client.js';

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
  readonly http: Pick<HttpClient, 'source' | 'json'>;
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
      // For no one in particular: others may come to wait for it.
      pending ??= outOfScope(fetchToken).finally(() => {
        pending = null;
      });
      return pending;
    },
    forget(token) {
      if (held?.token === token) held = null;
    },
  };
}

async function requestGrant(http: TokenKeeperOptions['http'], path: string, credentials: OAuth2Credentials) {
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

/** A token of `keeper` with every request. One that the source no longer takes is forgotten, and another fetched. */
export const bearerAuth = (keeper: TokenKeeper, source: string, close: Auth['close']): Auth => ({
  headers: async () => ({ authorization: `Bearer ${await inTime(keeper.token(), source)}` }),
  refused({ authorization = '' }) {
    keeper.forget(authorization.replace('Bearer ', ''));
    return true;
  },
  close,
});

/** Others may wait longer for the same token than who asks now. */
async function inTime<T>(coming: Promise<T>, source: string): Promise<T> {
  const deadline = currentScope()?.deadline;
  if (deadline === undefined) return coming;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new HubError('SOURCE_TIMEOUT', undefined, { source, cause: new Reason('no token in time') }));
    }, deadline - Date.now());
  });
  return Promise.race([coming, late]).finally(() => clearTimeout(timer));
}
