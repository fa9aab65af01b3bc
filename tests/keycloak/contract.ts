import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeProtectedHeader, type JWTPayload } from 'jose';
import { serviceAccounts } from '../../auth/issuer/clients.js';
import { personas, type Persona } from '../../auth/issuer/personas.js';
import { createTokenVerifier, type RevocableTokenVerifier } from '../../auth/token-verifier.js';
import { claimsOf, requestToken, tokenOfPersona, tokenOfService, type IdentityProvider } from './identity-provider.js';

const people = Object.entries(personas);
const services = Object.entries(serviceAccounts);
const user = { grant_type: 'password', client_id: 'hub-console', username: 'admin', password: 'admin' };
const service = { grant_type: 'client_credentials' };

/** What the hub relies on in an identity provider: held against the embedded issuer and against a real Keycloak alike. */
export function identityContract(name: string, start: () => IdentityProvider | Promise<IdentityProvider>): void {
  describe(name, () => {
    let provider: IdentityProvider;
    let verifier: RevocableTokenVerifier;
    const fresh = () => createTokenVerifier([provider]);
    beforeAll(async () => {
      provider = await start();
      verifier = fresh();
    });
    afterAll(() => provider?.close());

    test('says where its endpoints are, on its own address', async () => {
      const response = await fetch(`${provider.issuer}/.well-known/openid-configuration`);
      expect(await response.json()).toMatchObject({
        issuer: provider.issuer,
        token_endpoint: `${provider.issuer}/protocol/openid-connect/token`,
        jwks_uri: provider.jwksUri,
        grant_types_supported: expect.arrayContaining(['client_credentials', 'password']),
        token_endpoint_auth_methods_supported: expect.arrayContaining(['client_secret_basic', 'client_secret_post']),
        id_token_signing_alg_values_supported: expect.arrayContaining(['RS256']),
      });
    });

    test('gives a token with its lifetime and the time before which none holds', async () => {
      for (const answer of [await requestToken(provider, user), await requestToken(provider, service, 'city-vinh:city-vinh')]) {
        const { access_token, expires_in, ...rest } = answer.body;
        expect(rest).toMatchObject({ token_type: 'Bearer', 'not-before-policy': 0, scope: '' });
        const { iat, exp } = claimsOf(access_token as string);
        expect(exp! - iat!).toBe(expires_in);
        expect(Math.abs(Date.now() / 1_000 - iat!)).toBeLessThan(10);
      }
    });

    test.each(people)('writes the claims of the person %s, and no name or address', async (persona, facts) => {
      expectClaims(claimsOf(await tokenOfPersona(provider, persona)), facts, 'hub-console');
    });

    test.each(services)('writes the claims of the program %s', async (client, facts) => {
      expectClaims(claimsOf(await tokenOfService(provider, client)), facts, client);
    });

    function expectClaims(claims: Record<string, unknown>, facts: Persona, client: string) {
      expect(claims).toMatchObject({ iss: provider.issuer, aud: 'lien-thong-hub', azp: client, typ: 'Bearer' });
      expect(claims).toMatchObject({ jti: expect.stringMatching(/./), sub: expect.stringMatching(/./) });
      expect(claims['realm_access']).toEqual({ roles: facts.roles });
      const jurisdictions = facts.jurisdictions === '*' ? ['*'] : facts.jurisdictions;
      expect((claims['jurisdictions'] as string[]).toSorted()).toEqual(jurisdictions.toSorted());
      expect([claims['agency'] ?? null, claims['personal_id'] ?? null]).toEqual([facts.agency, facts.personalId]);
      for (const unasked of ['name', 'email', 'preferred_username', 'organization']) expect(claims).not.toHaveProperty(unasked);
    }

    test('never gives the same token id twice, nor two people one subject', async () => {
      const names = [...people.map(([persona]) => persona), 'ioc'];
      const claims: JWTPayload[] = [];
      // One after the other: Keycloak, on its guard against guessing, refuses one person's second sign-in at the same moment.
      for (const persona of names) claims.push(claimsOf(await tokenOfPersona(provider, persona)));
      expect(new Set(claims.map(({ jti }) => jti)).size).toBe(names.length);
      expect(new Set(claims.map(({ sub }) => sub)).size).toBe(people.length);
    });

    test('names the organization of its members, when asked: the tenant, where several share a realm', async () => {
      const asked = (persona: string) => tokenOfPersona(provider, persona, 'organization');
      expect(claimsOf(await asked('ioc'))['organization']).toEqual(['vinh']);
      expect(claimsOf(await asked('citizen'))['organization']).toBeUndefined();
      const shared = createTokenVerifier([{ ...provider, organizations: { vinh: ['vinh'] } }]);
      expect(await shared.verify(await asked('ioc'))).toMatchObject({ jurisdictions: ['vinh'] });
      expect(await shared.verify(await asked('province'))).toMatchObject({ jurisdictions: [] });
    });

    test('makes the hub the same caller as its realm says', async () => {
      for (const [persona, { roles, agency, personalId }] of people) {
        const caller = await verifier.verify(await tokenOfPersona(provider, persona));
        expect(caller).toMatchObject({ issuer: provider.issuer, clientId: 'hub-console', roles, agency, personalId });
      }
      const caller = await verifier.verify(await tokenOfService(provider, 'auditor'));
      expect(caller).toMatchObject({ clientId: 'auditor', roles: ['auditor'], jurisdictions: '*', personalId: null });
    });

    test.each([
      ['a wrong password', { ...user, password: 'x' }, undefined, 401, 'invalid_grant'],
      ['an unknown person', { ...user, username: 'toString' }, undefined, 401, 'invalid_grant'],
      ['no person', { grant_type: 'password', client_id: 'hub-console' }, undefined, 401, 'invalid_request'],
      ['an unknown client', { ...user, client_id: 'toString' }, undefined, 401, 'invalid_client'],
      ['no client', { ...service }, undefined, 401, 'invalid_client'],
      ['a wrong secret', { ...service }, 'city-vinh:x', 401, 'unauthorized_client'],
      ['no secret', { ...service, client_id: 'city-vinh' }, undefined, 401, 'unauthorized_client'],
      [
        'a person by way of a program',
        { ...user, client_id: 'auditor', client_secret: 'auditor' },
        undefined,
        400,
        'unauthorized_client',
      ],
      ['a program without a secret of its own', { ...user, ...service }, undefined, 401, 'unauthorized_client'],
      ['an unknown scope', { ...user, scope: 'everything' }, undefined, 400, 'invalid_scope'],
      ['a scope that is not the program’s', { ...service, scope: 'organization' }, 'auditor:auditor', 400, 'invalid_scope'],
      ['another grant', { ...user, grant_type: 'wish' }, undefined, 400, 'unsupported_grant_type'],
      ['no grant', {}, undefined, 400, 'invalid_request'],
    ])('refuses %s', async (_what, form, basic, status, error) => {
      const answer = await requestToken(provider, form, basic);
      expect([answer.status, answer.body['error'], answer.body['access_token']]).toEqual([status, error, undefined]);
    });

    test('may change its key: new tokens are accepted within seconds, old ones until their key is withdrawn', async () => {
      const old = await tokenOfPersona(provider, 'ioc');
      await verifier.verify(old);
      await provider.rotate();
      const next = await tokenOfPersona(provider, 'ioc');
      expect(decodeProtectedHeader(next).kid).not.toBe(decodeProtectedHeader(old).kid);
      await acceptedWithin(8_000, () => verifier.verify(next));
      await expect(verifier.verify(old)).resolves.toMatchObject({ roles: ['ioc'] });
      await expect(fresh().verify(old)).resolves.toMatchObject({ roles: ['ioc'] });

      await provider.withdrawFormerKeys();
      await expect(fresh().verify(old)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      await expect(fresh().verify(next)).resolves.toMatchObject({ roles: ['ioc'] });
    }, 20_000);

    test('logs everybody out: the next answer says since when tokens hold, and the hub holds older ones to it', async () => {
      const old = await tokenOfService(provider, 'auditor');
      await verifier.verify(old);
      // Tokens are dated to the second.
      await sleep(1_100);
      await provider.logOutAll();
      const { body } = await requestToken(provider, service, 'auditor:auditor');
      const [next, notBefore] = [body['access_token'] as string, body['not-before-policy'] as number];
      expect(notBefore).toBeGreaterThan(claimsOf(old).iat!);
      verifier.notBefore(provider.issuer, notBefore);
      await expect(verifier.verify(old)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      await expect(verifier.verify(next)).resolves.toMatchObject({ clientId: 'auditor' });
    });
  });
}

/** Tries until it is, as a front end does: an unknown key is looked up again after a cool-down of 5 s. */
async function acceptedWithin(milliseconds: number, verify: () => Promise<unknown>): Promise<void> {
  const until = performance.now() + milliseconds;
  for (;;) {
    const failure = await verify().then(
      () => null,
      (error: unknown) => error,
    );
    if (failure === null) return;
    if (performance.now() > until) throw failure;
    await sleep(250);
  }
}
