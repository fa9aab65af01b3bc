import type { SourceAuth, SourceConfig } from '../core/sources.js';
import { fixedAuth, type Auth, type AuthHeaders } from './auth.js';
import { createClient, type HttpClient } from './http-client.js';
import { bearerAuth, createTokenKeeper, OAuth2Credentials, type TokenKeeper } from './oauth2-token.js';

type OAuth2 = Extract<SourceAuth, { kind: 'oauth2' }>;

/** How `source` is signed in to. Whoever reads one source shares its token. */
export function authOf(source: SourceConfig): Auth {
  const { auth } = source;
  if (auth?.kind === 'oauth2') return sharedToken(source, auth);
  return fixedAuth(auth ? headersOf(auth) : {});
}

function headersOf(auth: Exclude<SourceAuth, OAuth2>): AuthHeaders {
  if (auth.kind === 'api-key') return { [auth.header.toLowerCase()]: auth.value };
  if (auth.kind === 'bearer') return { authorization: `Bearer ${auth.token}` };
  return { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` };
}

interface Shared {
  readonly keeper: TokenKeeper;
  readonly door: HttpClient;
  users: number;
}

const held = new WeakMap<SourceConfig, Shared>();

function sharedToken(source: SourceConfig, auth: OAuth2): Auth {
  const shared = held.get(source) ?? openDoor(source, auth);
  held.set(source, shared);
  shared.users++;
  return bearerAuth(shared.keeper, source.id, async () => {
    if (--shared.users > 0) return;
    held.delete(source);
    await shared.door.close();
  });
}

function openDoor(source: SourceConfig, auth: OAuth2): Shared {
  const { origin, pathname, search } = new URL(auth.tokenUrl);
  const { auth: _itself, ...unsigned } = source;
  const door = createClient({ ...unsigned, url: origin }, fixedAuth({}));
  const credentials = OAuth2Credentials.parse(auth);
  return { keeper: createTokenKeeper({ http: door, path: pathname + search, credentials }), door, users: 0 };
}
