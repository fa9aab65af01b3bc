import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import { createTokenVerifier, type TokenVerifier } from '../../auth/token-verifier.js';
import { HubError } from '../../core/errors.js';

const audience = 'lien-thong-hub';
const now = () => Math.floor(Date.now() / 1000);

describe('the token verifier', () => {
  let key: CryptoKey;
  let otherKey: CryptoKey;
  let issuer: string;
  let verifier: TokenVerifier;
  let keys: () => { status: number; body: string };
  const server = http.createServer((_request, response) => {
    const { status, body } = keys();
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });

  beforeAll(async () => {
    const pair = await generateKeyPair('RS256', { extractable: true });
    key = pair.privateKey;
    otherKey = (await generateKeyPair('RS256')).privateKey;
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
    keys = () => ({ status: 200, body: JSON.stringify({ keys: [jwk] }) });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/vinh`;
    verifier = createTokenVerifier([{ issuer, jwksUri: `${issuer}/certs`, audience, clients: ['hub-console'] }]);
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const claims = (): JWTPayload => ({
    iss: issuer,
    aud: audience,
    sub: 'u1',
    azp: 'hub-console',
    jti: 'j1',
    typ: 'Bearer',
    iat: now(),
    exp: now() + 60,
    realm_access: { roles: ['officer'] },
    jurisdictions: ['vinh'],
    agency: 'H41.17',
  });
  const sign = (change: JWTPayload = {}, by = key, header: object = {}) =>
    new SignJWT({ ...claims(), ...change }).setProtectedHeader({ alg: 'RS256', kid: 'k1', ...header }).sign(by);
  const codeOf = (token: string, by = verifier) =>
    by.verify(token).then(
      () => 'accepted',
      (error: HubError) => error.code,
    );

  test('makes a caller of a good token, with the rights of its roles and no more', async () => {
    const caller = await verifier.verify(await sign({ realm_access: { roles: ['officer', 'no-such-role', '__proto__'] } }));
    expect(caller).toMatchObject({ subject: 'u1', agency: 'H41.17', jurisdictions: ['vinh'], personalId: null });
    expect(caller.grants.get('public-services:personal')).toBe('AGENCY');
    expect(caller.grants.has('health:read')).toBe(false);
  });

  test.each([
    ['another issuer', { iss: 'https://evil.example/realms/vinh' }],
    ['another audience', { aud: 'account' }],
    ['no audience', { aud: undefined }],
    ['another client', { azp: 'evil' }],
    ['no subject', { sub: undefined }],
    ['no token id', { jti: undefined }],
    ['an ID token', { typ: 'ID' }],
    ['expired', { exp: now() - 60 }],
    ['no expiry', { exp: undefined }],
    ['not yet valid', { nbf: now() + 600 }],
    ['bound to a key', { cnf: { jkt: 'x' } }],
    ['roles that are no list', { realm_access: { roles: 'admin' } }],
    ['jurisdictions that are no list', { jurisdictions: 'vinh' }],
  ])('refuses a token with %s', async (_name, change) => {
    expect(await codeOf(await sign(change as JWTPayload))).toBe('UNAUTHENTICATED');
  });

  test('refuses other keys, other algorithms and other forms', async () => {
    const good = await sign();
    const [header, body, signature] = good.split('.') as [string, string, string];
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    const hs256 = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
      .sign(new TextEncoder().encode('x'.repeat(32)));
    const hostile = [
      await sign({}, otherKey),
      hs256,
      `${none}.${body}.`,
      `${none}.${body}.x`,
      `${good}.x`,
      `${good} `,
      `${header}.${body}.${signature.slice(0, -2)}`,
      'x',
      'a.b.c',
      `${'a'.repeat(20_000)}.b.c`,
    ];
    expect(await Promise.all(hostile.map((token) => codeOf(token)))).toEqual(hostile.map(() => 'UNAUTHENTICATED'));
  });

  test.each([
    ['down', 500, ''],
    ['a page in their place', 200, '<html>maintenance</html>'],
    ['an empty object', 200, '{}'],
  ])('keys that cannot be had (%s) are our fault, not the caller’s, and it recovers', async (_name, status, body) => {
    const good = keys;
    const fresh = createTokenVerifier([{ issuer, jwksUri: `${issuer}/certs`, audience, clients: ['hub-console'] }]);
    keys = () => ({ status, body });
    expect(await codeOf(await sign(), fresh)).toBe('SERVICE_UNAVAILABLE');
    keys = good;
    expect(await codeOf(await sign(), fresh)).toBe('accepted');
  });
});
