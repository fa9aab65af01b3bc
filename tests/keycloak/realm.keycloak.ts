import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { createTokenVerifier } from '../../auth/token-verifier.js';
import { claimsOf, requestToken, tokenOfPersona } from './identity-provider.js';
import { realKeycloak } from './real.js';

const { admin, ...keycloak } = realKeycloak();
const endpoint = `${keycloak.issuer}/protocol/openid-connect`;
const callback = 'http://127.0.0.1:4000/';

const verifier = randomBytes(32).toString('base64url');
const challenge = {
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
};
const authorize = (change: Record<string, string>) => {
  const url = new URL(`${endpoint}/auth`);
  const question = { client_id: 'hub-console', response_type: 'code', scope: 'openid', redirect_uri: callback, ...change };
  url.search = new URLSearchParams(question).toString();
  return fetch(url, { redirect: 'manual' });
};

describe('the realm in Keycloak', () => {
  test('lets people sign in at the console by code and PKCE', async () => {
    const code = await signIn(await authorize(challenge), 'officer');
    const form = { grant_type: 'authorization_code', client_id: 'hub-console', redirect_uri: callback, code };
    expect((await requestToken(keycloak, { ...form, code_verifier: 'x'.repeat(43) })).body['error']).toBe('invalid_grant');

    const again = await signIn(await authorize(challenge), 'officer');
    const { body } = await requestToken(keycloak, { ...form, code: again, code_verifier: verifier });
    const caller = await createTokenVerifier([keycloak]).verify(body['access_token'] as string);
    expect(caller).toMatchObject({ roles: ['officer'], agency: 'H41.17', jurisdictions: ['vinh'] });
  });

  test('gives no code without PKCE', async () => {
    const refusals = [await authorize({}), await authorize({ ...challenge, code_challenge_method: 'plain' })];
    for (const { headers } of refusals) {
      expect(new URL(headers.get('location')!).searchParams.get('error')).toBe('invalid_request');
    }
  });

  test.each([
    'http://evil.example/',
    'http://127.0.0.1:4000@evil.example/',
    'http://127.0.0.1.evil.example/',
    'http://localhost/',
  ])('sends nobody to %s', async (redirect_uri) => {
    const response = await authorize({ ...challenge, redirect_uri });
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });

  test('gives tokens that are not for the hub, and the hub takes none of them', async () => {
    const form = { grant_type: 'password', client_id: 'hub-console', username: 'admin', password: 'admin', scope: 'openid' };
    const { refresh_token, id_token } = (await requestToken(keycloak, form)).body;
    const foreign = (await requestToken(keycloak, { ...form, client_id: 'admin-cli' })).body['access_token'];
    const hub = createTokenVerifier([keycloak]);
    for (const token of [refresh_token, id_token, foreign]) {
      expect(token).toEqual(expect.any(String));
      await expect(hub.verify(token as string)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  test('keeps what tokens are made of, and leaves it to administrators', async () => {
    const { attributes } = (await (await admin('GET', '/users/profile')).json()) as {
      attributes: { name: string; permissions: { edit: string[] } }[];
    };
    for (const name of ['jurisdictions', 'agency', 'personal_id']) {
      expect(attributes.find((one) => one.name === name)?.permissions.edit).toEqual(['admin']);
    }
    const [officer] = (await (await admin('GET', '/users?username=officer&exact=true')).json()) as { id: string }[];
    await expect(admin('PUT', `/users/${officer!.id}`, { attributes: { personal_id: ['12345'] } })).rejects.toThrow('400');
  });

  test('may write organizations with their details: the hub reads both forms', async () => {
    const scopes = (await (await admin('GET', '/client-scopes')).json()) as {
      id: string;
      name: string;
      protocolMappers: { id: string; config: Record<string, string> }[];
    }[];
    const { id, protocolMappers } = scopes.find(({ name }) => name === 'organization')!;
    const [mapper] = protocolMappers;
    const path = `/client-scopes/${id}/protocol-mappers/models/${mapper!.id}`;
    await admin('PUT', path, { ...mapper, config: { ...mapper!.config, addOrganizationId: 'true' } });
    try {
      const token = await tokenOfPersona(keycloak, 'ioc', 'organization');
      expect(claimsOf(token)['organization']).toEqual({ vinh: { id: expect.any(String) } });
      const shared = createTokenVerifier([{ ...keycloak, organizations: { vinh: ['vinh'] } }]);
      expect(await shared.verify(token)).toMatchObject({ jurisdictions: ['vinh'] });
    } finally {
      await admin('PUT', path, mapper);
    }
  });
});

/** Fills in Keycloak's pages (the name, then the password) as a browser would, and gives the code it is sent back with. */
async function signIn(page: Response, name: string): Promise<string> {
  const cookies = new Map<string, string>();
  for (let response = page, pages = 0; pages < 4; pages++) {
    for (const cookie of response.headers.getSetCookie()) {
      const [, key, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      cookies.set(key!, value!);
    }
    const location = response.headers.get('location');
    if (location?.startsWith(callback)) return new URL(location).searchParams.get('code')!;
    const action = /<form[^>]*\saction="([^"]+)"/.exec(await response.text())?.[1];
    if (!action) break;
    response = await fetch(action.replaceAll('&amp;', '&'), {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      body: new URLSearchParams({ username: name, password: name }),
    });
  }
  throw new Error('Keycloak did not end its sign-in with a code.');
}
