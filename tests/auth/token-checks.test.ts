import { createSign, KeyObject } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createTokenVerifier, type RevocableTokenVerifier } from '../../auth/token-verifier.js';
import { readKeySet } from '../../auth/tokens/key-set.js';
import { createKeycloakCheck } from '../../auth/tokens/keycloak-check.js';
import type { IssuerKeys } from '../../auth/tokens/keys.js';
import { checkStrictly } from '../../auth/tokens/strict-check.js';
import type { HubError } from '../../core/errors.js';
import {
  mint,
  now,
  publishing,
  reason,
  signingKey,
  startKeyServer,
  trusting,
  type KeyServer,
  type SigningKey,
} from './token.kit.js';

describe('the two checks of a token', () => {
  let key: SigningKey;
  let stranger: SigningKey;
  let server: KeyServer;
  let verifier: RevocableTokenVerifier;
  const sign = (change: object = {}, by = key, header: object = {}) => mint(server.issuer, by, change, header);
  const holding = ({ jwk }: SigningKey): IssuerKeys => {
    const keys = readKeySet(JSON.stringify({ keys: [jwk] }));
    return { known: (kid) => keys.get(kid), find: async (kid) => keys.get(kid) ?? null };
  };
  const first = (token: string, by = key) =>
    checkStrictly(token, trusting(server), holding(by), Date.now()).then(() => 'passes', why);
  const second = (token: string, by = key, change = {}) =>
    createKeycloakCheck(trusting(server, change), holding(by))
      .check(token, 'RS256')
      .then(() => 'passes', why);
  const why = (error: HubError) => error.originalError!.message;

  beforeAll(async () => {
    key = await signingKey('k1');
    stranger = await signingKey('k1');
    server = await startKeyServer(publishing(key));
    verifier = createTokenVerifier([trusting(server)]);
  });
  afterAll(() => server.close());

  test('both pass a good token', async () => {
    expect(await first(await sign())).toBe('passes');
    expect(await second(await sign())).toBe('passes');
    expect(await reason(verifier, await sign())).toBeUndefined();
  });

  test('each verifies the signature by itself', async () => {
    expect(await first(await sign({}, stranger))).toBe('ERR_JWS_SIGNATURE_VERIFICATION_FAILED');
    expect(await second(await sign({}, stranger))).toMatch(/public key signature/);
  });

  test.each([
    ['another issuer', { iss: 'https://evil.example/realms/vinh' }],
    ['another audience', { aud: 'account' }],
    ['another type', { typ: 'ID' }],
    ['an expiry in the past', { exp: now() - 60 }],
  ])('each refuses %s by itself', async (_name, change) => {
    const token = await sign(change);
    expect(await first(token)).not.toBe('passes');
    expect(await second(token)).toMatch(/^keycloak-connect: /);
  });

  test('a token only keycloak-connect refuses is refused: expired, within the skew jose allows', async () => {
    const token = await sign({ iat: now() - 60, exp: now() - 2 });
    expect(await first(token)).toBe('passes');
    expect(await reason(verifier, token)).toMatch(/^keycloak-connect: .*expired/);
  });

  test('a token only keycloak-connect refuses is refused: issued before not-before', async () => {
    const revoking = createTokenVerifier([trusting(server)]);
    revoking.notBefore(server.issuer, now() - 10);
    const token = await sign({ iat: now() - 20 });
    expect(await first(token)).toBe('passes');
    expect(await reason(revoking, token)).toMatch(/^keycloak-connect: .*stale/);
    expect(await reason(revoking, await sign())).toBeUndefined();
  });

  const unsigned = (header: object, payload: object) =>
    [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  /** A true signature under a header that jose would not write. */
  const withHeader = (header: object) => async () => {
    const payload = JSON.parse(Buffer.from((await sign()).split('.')[1]!, 'base64url').toString()) as object;
    const signed = unsigned({ kid: 'k1', ...header }, payload);
    const signature = createSign('RSA-SHA256').update(signed).sign(KeyObject.from(key.privateKey));
    return `${signed}.${signature.toString('base64url')}`;
  };
  test.each<[string, () => Promise<string>]>([
    ['a start in the future', () => sign({ nbf: now() + 600 })],
    ['another client', () => sign({ azp: 'evil' })],
    ['a key it is bound to', () => sign({ cnf: { jkt: 'x' } })],
    ['no expiry', () => sign({ exp: undefined })],
    ['an issue date in the future', () => sign({ iat: now() + 600, exp: now() + 900 })],
    ['roles that are no list', () => sign({ realm_access: { roles: 'administrator' } })],
    ['an unknown critical extension', withHeader({ alg: 'RS256', crit: ['x'], x: 1 })],
    ['“none” as algorithm over a true signature', withHeader({ alg: 'none' })],
    ['no algorithm over a true signature', withHeader({})],
  ])('a token only the first check refuses is refused: %s', async (_name, make) => {
    const token = await make();
    expect(await second(token)).toBe('passes');
    expect(await reason(verifier, token)).not.toMatch(/^keycloak-connect/);
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('keycloak-connect asks nobody anything', async () => {
    const spies = [http, https].map((module) => jest.spyOn(module, 'request'));
    for (const token of [
      await sign(),
      await sign({}, stranger),
      await sign({ exp: now() - 2 }),
      await sign({}, { ...key, kid: 'k9' }),
    ])
      await second(token);
    for (const spy of spies) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });

  test('a role counts by its whole name only', async () => {
    const token = await sign({ realm_access: { roles: ['officer', 'realm:auditor', 'lien-thong-hub:admin'] } });
    const { roles, grants } = await verifier.verify(token);
    expect(roles).toEqual(['officer', 'realm:auditor', 'lien-thong-hub:admin']);
    expect(grants.has('kpi:read')).toBe(false);
  });
});
