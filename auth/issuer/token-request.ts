import { consoleClient, serviceAccounts } from './clients.js';
import { personas, type Persona } from './personas.js';

/** A token that may be given: to which client, for whom. */
export interface Grant {
  readonly client: string;
  readonly subject: string;
  readonly persona: Persona;
  readonly scopes: readonly string[];
}

export interface Refusal {
  readonly status: 400 | 401;
  readonly error: string;
}

export type Form = Readonly<Record<string, string | undefined>>;

interface Client {
  readonly id: string;
  readonly secret: string | undefined;
}

/** Keycloak's decision on a token request, in its order: the grant type, the client, the credentials, the scopes. */
export function decide(form: Form, authorization: string | undefined): Grant | Refusal {
  const grantType = form['grant_type'];
  if (grantType === undefined) return { status: 400, error: 'invalid_request' };
  if (grantType !== 'password' && grantType !== 'client_credentials') return { status: 400, error: 'unsupported_grant_type' };
  const client = clientOf(form, authorization);
  const grant = isConsole(client) ? forConsole(grantType, form) : forService(grantType, client);
  return 'error' in grant ? grant : withScopes(grant, form['scope'] ?? '');
}

function forConsole(grantType: string, { username, password }: Form): Omit<Grant, 'scopes'> | Refusal {
  if (grantType !== 'password') return { status: 401, error: 'unauthorized_client' };
  if (username === undefined) return { status: 401, error: 'invalid_request' };
  const persona = Object.hasOwn(personas, username) ? personas[username] : undefined;
  if (!persona || password !== username) return { status: 401, error: 'invalid_grant' };
  return { client: consoleClient, subject: `persona:${username}`, persona };
}

function forService(grantType: string, { id, secret }: Client): Omit<Grant, 'scopes'> | Refusal {
  const persona = Object.hasOwn(serviceAccounts, id) ? serviceAccounts[id] : undefined;
  if (!persona) return { status: 401, error: 'invalid_client' };
  if (secret !== id) return { status: 401, error: 'unauthorized_client' };
  if (grantType !== 'client_credentials') return { status: 400, error: 'unauthorized_client' };
  return { client: id, subject: `service-account:${id}`, persona };
}

// The realm gives a service account no optional scope.
const optionalScopes = (client: string) =>
  client === consoleClient ? ['openid', 'profile', 'email', 'organization'] : ['openid'];

function withScopes(grant: Omit<Grant, 'scopes'>, asked: string): Grant | Refusal {
  const scopes = asked.split(' ').filter(Boolean);
  const known = optionalScopes(grant.client);
  return scopes.every((scope) => known.includes(scope)) ? { ...grant, scopes } : { status: 400, error: 'invalid_scope' };
}

const isConsole = ({ id, secret }: Client) => id === consoleClient && secret === undefined;

/** The client by HTTP Basic, as RFC 6749 prefers, or by the form. */
function clientOf({ client_id, client_secret }: Form, authorization: string | undefined): Client {
  const basic = /^Basic ([\w+/=]+)$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined) return { id: client_id ?? '', secret: client_secret };
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':', 2);
  return { id, secret };
}
