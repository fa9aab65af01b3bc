import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startIssuer } from '../../auth/issuer/issuer.js';
import { operation, purposeOf, runHub, variablesOf, type Answer, type RunningTestHub } from '../hub/running-hub.js';
import { tokenOfService, type IdentityProvider } from './identity-provider.js';
import { realKeycloak } from './real.js';

describe.each([
  ['the embedded issuer', () => startIssuer({ environment: 'test' })],
  ['Keycloak', async () => realKeycloak()],
] as [string, () => Promise<IdentityProvider>][])('a hub that trusts %s', (_name, start) => {
  let provider: IdentityProvider;
  let hub: RunningTestHub;
  beforeAll(async () => {
    provider = await start();
    hub = await runHub({ OIDC_ISSUER: provider.issuer, OIDC_CLIENTS: provider.clients.join(','), SANDBOX_SCALE: '0.1' });
  }, 60_000);
  afterAll(async () => {
    await hub?.stop();
    await provider?.close();
  });

  const askWith = async (token: string, name: string, persona: string): Promise<Answer> => {
    const response = await fetch(hub.hub.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...purposeOf(persona) },
      body: JSON.stringify({ query: operation(name), variables: variablesOf(name) }),
    });
    const text = await response.text();
    const { data = null, errors = [], extensions = {} } = JSON.parse(text) as Partial<Answer>;
    return { status: response.status, text, data, errors, extensions };
  };

  test('gives an operations centre its city', async () => {
    const { data, errors } = await hub.askOperation('ioc', 'CityOverview');
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ jurisdiction: { slug: 'vinh', population: 40, dossierStatistics: { received: 100 } } });
  });

  test('gives a citizen their own file, and nobody else’s', async () => {
    const own = await hub.askOperation('citizen', 'CitizenFile');
    expect(own.errors).toEqual([]);
    expect(own.data).toMatchObject({ person: { healthRecord: { patient: { fullName: 'Nguyễn Thị Minh Hạnh' } } } });
    const other = await hub.askOperation('citizen', 'CitizenFile', { personalId: '040200000001' });
    expect([other.data, other.errors[0]?.extensions.code]).toEqual([{ person: null }, 'FORBIDDEN']);
  });

  test('gives a city’s own systems what its operations centre sees', async () => {
    const { data, errors } = await askWith(await tokenOfService(provider, 'city-vinh'), 'CityOverview', 'ioc');
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ jurisdiction: { slug: 'vinh', population: 40 } });
  });

  test('gives an auditor’s tools nobody’s file, and of a case the applicant’s initials', async () => {
    const token = await tokenOfService(provider, 'auditor');
    const file = await askWith(token, 'CitizenFile', 'auditor');
    expect(file.data).toEqual({ person: null });
    const { data, text } = await askWith(token, 'DossierTrace', 'auditor');
    expect(data).toMatchObject({ dossier: { applicant: { fullName: 'N.T.M.H.' } } });
    expect(file.text + text).not.toContain('Nguyễn');
  });
});
