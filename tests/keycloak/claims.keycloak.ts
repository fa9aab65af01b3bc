import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serviceAccounts } from '../../auth/issuer/clients.js';
import { startIssuer, type EmbeddedIssuer } from '../../auth/issuer/issuer.js';
import { personas } from '../../auth/issuer/personas.js';
import type { Caller } from '../../auth/caller.js';
import { createTokenVerifier } from '../../auth/token-verifier.js';
import { identityContract } from './contract.js';
import { claimsOf, tokenOfPersona, tokenOfService, type IdentityProvider } from './identity-provider.js';
import { realKeycloak } from './real.js';

identityContract('the embedded issuer', () => startIssuer({ environment: 'test' }));
identityContract('Keycloak', realKeycloak);

describe('the embedded issuer, beside Keycloak', () => {
  const real: IdentityProvider = realKeycloak();
  let embedded: EmbeddedIssuer;
  beforeAll(async () => {
    embedded = await startIssuer({ environment: 'test' });
  });
  afterAll(() => embedded.close());

  const everybody = (provider: IdentityProvider) =>
    Promise.all([
      ...Object.keys(personas).map((name) => tokenOfPersona(provider, name)),
      ...Object.keys(serviceAccounts).map((name) => tokenOfService(provider, name)),
    ]);

  test('makes the same callers', async () => {
    const callers = async (provider: IdentityProvider) => {
      const verifier = createTokenVerifier([provider]);
      return (await Promise.all((await everybody(provider)).map((token) => verifier.verify(token)))).map(apartFromIds);
    };
    expect(await callers(embedded)).toEqual(await callers(real));
  });

  test('writes no claim that Keycloak does not, and each in Keycloak’s form', async () => {
    const reals = (await everybody(real)).map(claimsOf);
    for (const [index, token] of (await everybody(embedded)).entries()) {
      expect(shapeOf(reals[index]!)).toMatchObject(shapeOf(claimsOf(token)));
    }
  });
});

const shapeOf = (claims: object) =>
  Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, Array.isArray(value) ? 'array' : typeof value]));

// `organization` and such may be added to callers: everything but ids is compared, lists without their order.
const apartFromIds = ({ issuer: _issuer, subject: _subject, tokenId: _tokenId, ...facts }: Caller) => ({
  ...facts,
  jurisdictions: facts.jurisdictions === '*' ? '*' : facts.jurisdictions.toSorted(),
});
