import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTokenVerifier } from '../../auth/token-verifier.js';
import { loadConfig } from '../../hub/config.js';
import { startHub, type RunningHub } from '../../hub/start.js';
import { eventually } from '../auth/token.kit.js';
import { claimsOf, tokenOfService } from './identity-provider.js';
import { realKeycloak } from './real.js';

const keycloak = realKeycloak();
const revocation = 'hub-revocation';

describe('a hub that follows the not-before of Keycloak', () => {
  let hub: RunningHub;
  beforeAll(async () => {
    await keycloak.admin('PUT', '', { notBefore: 0 });
    const config = loadConfig({
      HUB_PORT: '0',
      HUB_LOG_LEVEL: 'silent',
      SANDBOX_SCALE: '0.1',
      OIDC_ISSUER: keycloak.issuer,
      OIDC_CLIENTS: keycloak.clients.join(','),
      OIDC_NOT_BEFORE_CLIENT: revocation,
      OIDC_NOT_BEFORE_SECRET: revocation,
    });
    const often = config.issuers.map(({ notBefore, ...one }) => ({ ...one, notBefore: { ...notBefore!, everyMs: 100 } }));
    hub = await startHub({ ...config, issuers: often });
  }, 60_000);
  afterAll(async () => {
    await hub?.stop();
    await keycloak.admin('PUT', '', { notBefore: 0 });
  });

  const statusFor = async (token: string): Promise<string> => {
    const response = await fetch(hub.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    return String(response.status);
  };

  test('refuses older tokens once an administrator has signed everybody out, until that is taken back', async () => {
    const old = await tokenOfService(keycloak, 'auditor');
    expect(await statusFor(old)).toBe('200');
    // Tokens are dated to the second.
    await sleep(1_100);
    await keycloak.logOutAll();
    expect(await eventually(() => statusFor(old), '401')).toBe('401');
    expect(await statusFor(await tokenOfService(keycloak, 'auditor'))).toBe('200');

    await keycloak.admin('PUT', '', { notBefore: 0 });
    expect(await eventually(() => statusFor(old), '200')).toBe('200');
  }, 20_000);

  test('asks with a client that may read the settings of its realm and nothing else', async () => {
    const token = await tokenOfService(keycloak, revocation);
    const read = (path: string) =>
      fetch(`${keycloak.origin}/admin/realms/${path}`, { headers: { authorization: `Bearer ${token}` } });
    expect(await (await read('lien-thong')).json()).toMatchObject({ realm: 'lien-thong', notBefore: 0 });
    const others = ['lien-thong/users', 'lien-thong/clients', 'lien-thong/groups', 'lien-thong/events', 'master'];
    expect(await Promise.all(others.map(async (path) => (await read(path)).status))).toEqual(others.map(() => 403));
  });

  test('takes no token of that client, not even where a configuration lists it', async () => {
    const token = await tokenOfService(keycloak, revocation);
    expect(claimsOf(token)).toMatchObject({
      azp: revocation,
      resource_access: { 'realm-management': { roles: ['view-realm'] } },
    });
    expect(await statusFor(token)).toBe('401');
    const careless = createTokenVerifier([{ ...keycloak, clients: [...keycloak.clients, revocation] }]);
    await expect(careless.verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
