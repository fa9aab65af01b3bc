import { consoleClient, serviceAccounts } from '../../auth/issuer/clients.js';
import type { IdentityProvider } from './identity-provider.js';

interface KeyProvider {
  readonly id: string;
  readonly providerId: string;
  readonly config: { readonly priority?: readonly string[] };
}

/** The Keycloak that `npm run test:keycloak` has started, and its admin API. */
export function realKeycloak() {
  const { KEYCLOAK_ORIGIN: origin, KEYCLOAK_ADMIN_PASSWORD: password } = process.env;
  if (!origin || !password) throw new Error('There is no Keycloak here: npm run test:keycloak starts one.');
  const issuer = `${origin}/realms/lien-thong`;
  const admin = adminOf(origin, password);
  const signingKeys = async () => {
    const all = (await (await admin('GET', '/components?type=org.keycloak.keys.KeyProvider')).json()) as KeyProvider[];
    const priority = ({ config }: KeyProvider) => Number(config.priority?.[0] ?? 0);
    return all.filter(({ providerId }) => providerId === 'rsa-generated').toSorted((a, b) => priority(b) - priority(a));
  };
  const provider: IdentityProvider = {
    issuer,
    jwksUri: `${issuer}/protocol/openid-connect/certs`,
    audience: 'lien-thong-hub',
    clients: [consoleClient, ...Object.keys(serviceAccounts)],
    async rotate() {
      const priority = String(100 * ((await signingKeys()).length + 1));
      await admin('POST', '/components', {
        name: `signing key ${priority}`,
        providerId: 'rsa-generated',
        providerType: 'org.keycloak.keys.KeyProvider',
        config: { priority: [priority], enabled: ['true'], active: ['true'], algorithm: ['RS256'], keySize: ['2048'] },
      });
    },
    async withdrawFormerKeys() {
      const [, ...former] = await signingKeys();
      for (const { id } of former) await admin('DELETE', `/components/${id}`);
    },
    async logOutAll() {
      await admin('POST', '/logout-all');
    },
    // The command that started it ends it.
    close: async () => undefined,
  };
  return { ...provider, origin, admin };
}

function adminOf(origin: string, password: string) {
  const token = async () => {
    const response = await fetch(`${origin}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username: 'admin', password }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  };
  return async (method: string, path: string, body?: object): Promise<Response> => {
    const response = await fetch(`${origin}/admin/realms/lien-thong${path}`, {
      method,
      headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`Keycloak's admin API answers ${response.status} to ${method} ${path}`);
    return response;
  };
}
