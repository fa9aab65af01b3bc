import { createHmac, createPublicKey, type JsonWebKey } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTokenVerifier, type TokenVerifier } from '../../auth/token-verifier.js';
import {
  mint,
  now,
  outages,
  outcome,
  publishing,
  reason,
  signingKey,
  startKeyServer,
  trusting,
  type KeyServer,
  type SigningKey,
} from './token.kit.js';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('the token verifier', () => {
  let key: SigningKey;
  let encryptionKey: SigningKey;
  let stranger: SigningKey;
  let server: KeyServer;
  let verifier: TokenVerifier;
  const sign = (change: object = {}, by = key, header: object = {}) => mint(server.issuer, by, change, header);

  beforeAll(async () => {
    key = await signingKey('k1');
    encryptionKey = await signingKey('k2', { use: 'enc' });
    stranger = await signingKey('k1');
    server = await startKeyServer(publishing(key, encryptionKey));
    // The clock of the keys stands still: it is always just after the first request.
    verifier = createTokenVerifier([trusting(server)], { now: Date.now, elapsed: () => 0 });
    expect(await outcome(verifier, await sign())).toBe('accepted');
  });
  beforeEach(() => {
    server.requests = 0;
    server.answer = publishing(key, encryptionKey);
  });
  afterAll(() => server.close());

  test('makes a caller of a good token, with the rights of its roles and no more', async () => {
    const caller = await verifier.verify(await sign({ realm_access: { roles: ['officer', 'no-such-role', '__proto__'] } }));
    expect(caller).toMatchObject({ subject: 'u1', agency: 'H41.17', jurisdictions: ['vinh'], personalId: null });
    expect(caller.grants.get('public-services:read')).toBe('AGENCY');
    expect(caller.grants.has('health:statistics')).toBe(false);
    // A token says who asks, never why: what is personal takes a purpose.
    expect([caller.purpose, caller.grants.has('public-services:personal')]).toEqual([null, false]);
  });

  test('accepts a token whose clock is a little ahead of ours', async () => {
    expect(await outcome(verifier, await sign({ iat: now() + 3, nbf: now() + 3 }))).toBe('accepted');
  });

  const claims: Record<string, object> = {
    'another issuer': { iss: 'https://evil.example/realms/vinh' },
    'an issuer that only begins like ours': { iss: 'http://127.0.0.1' },
    'an issuer that is no text': { iss: ['x'] },
    'no issuer': { iss: undefined },
    'another audience': { aud: 'account' },
    'no audience': { aud: undefined },
    'another client': { azp: 'evil' },
    'no client': { azp: undefined },
    'no subject': { sub: undefined },
    'no token id': { jti: undefined },
    'the type of an ID token': { typ: 'ID' },
    'the type of a refresh token': { typ: 'Refresh' },
    'no type': { typ: undefined },
    'an expiry in the past': { exp: now() - 60 },
    'no expiry': { exp: undefined },
    'an expiry that is no number': { exp: 'never' },
    'a start in the future': { nbf: now() + 600 },
    'an issue date in the future': { iat: now() + 600, exp: now() + 900 },
    'no issue date': { iat: undefined },
    'a key it is bound to': { cnf: { jkt: 'x' } },
    'roles that are no list': { realm_access: { roles: 'administrator' } },
    'client roles that are no list': { resource_access: { account: { roles: 'administrator' } } },
    'top-level roles that are no list': { roles: 'administrator' },
    'jurisdictions that are no list': { jurisdictions: 'vinh' },
  };
  const [header, body, good] = [
    (token: string) => token.split('.')[0]!,
    (token: string) => token.split('.')[1]!,
    () => sign({ jti: 'shape' }),
  ];
  const hmac = (secret: string | Buffer, signed: string) => createHmac('sha256', secret).update(signed).digest('base64url');
  const keyedWithPem = (format: 'spki' | 'pkcs1') => async () => {
    const pem = createPublicKey({ key: key.jwk as JsonWebKey, format: 'jwk' }).export({ type: format, format: 'pem' });
    const signed = `${encode({ alg: 'HS256', kid: 'k1' })}.${body(await good())}`;
    return `${signed}.${hmac(pem, signed)}`;
  };
  const spareBits = async () => {
    const token = await good();
    const twin = { A: 'B', Q: 'R', g: 'h', w: 'x' }[token.at(-1)!]!;
    return token.slice(0, -1) + twin;
  };
  const forms: Record<string, () => Promise<string>> = {
    'a stranger’s key': () => sign({}, stranger),
    'a key marked for encryption': () => sign({}, encryptionKey),
    'an unknown key': () => sign({}, { ...stranger, kid: 'k9' }),
    'no key id': () => sign({}, key, { kid: undefined }),
    'an unknown critical extension': () => sign({}, key, { crit: ['no-such-extension'], 'no-such-extension': 1 }),
    'no algorithm and no signature': async () => `${encode({ alg: 'none', kid: 'k1' })}.${body(await good())}.`,
    'no algorithm and some signature': async () => `${encode({ alg: 'none', kid: 'k1' })}.${body(await good())}.eA`,
    'the public key as HMAC secret (SPKI)': keyedWithPem('spki'),
    'the public key as HMAC secret (PKCS #1)': keyedWithPem('pkcs1'),
    'four segments': async () => `${await good()}.zzz`,
    'two segments': async () => (await good()).split('.', 2).join('.'),
    'a space behind it': async () => `${await good()} `,
    'a line break behind it': async () => `${await good()}\n`,
    'junk in the signature': async () => `${(await good()).slice(0, -4)}!!!!`,
    'a shortened signature': async () => (await good()).slice(0, -2),
    'another spelling of the same signature': spareBits,
    'padding behind the signature': async () => `${await good()}==`,
    'another body': async () => {
      const token = await good();
      return `${header(token)}.${encode({ iss: server.issuer, realm_access: { roles: ['admin'] } })}.${token.split('.')[2]}`;
    },
    'a body that is no object': async () => `${encode({ alg: 'RS256', kid: 'k1' })}.${encode(null)}.eA`,
    'a body that is no JSON': async () => `${encode({ alg: 'RS256', kid: 'k1' })}.eA.eA`,
    '20 KiB': () => sign({ ballast: 'x'.repeat(20 * 1024) }),
    'nothing in it': async () => '',
    'one letter': async () => 'x',
  };
  const hostile: [string, () => Promise<string>][] = [
    ...Object.entries(claims).map(([name, change]): [string, () => Promise<string>] => [name, () => sign(change)]),
    ...Object.entries(forms),
  ];

  test.each(hostile)('refuses a token with %s, without asking anybody', async (_name, make) => {
    const token = await make();
    expect(await outcome(verifier, token)).toBe('UNAUTHENTICATED');
    expect(await outcome(verifier, token)).toBe('UNAUTHENTICATED');
    expect(server.requests).toBe(0);
  });

  test('says nothing of a refused token in the error, not even for the log', async () => {
    const personalId = '040199000001';
    const spoilt = [{ exp: now() - 60 }, { aud: 'account' }, { azp: personalId }, { typ: personalId }, { roles: personalId }];
    for (const change of spoilt) {
      const error = await verifier.verify(await sign({ ...change, personal_id: personalId })).catch((thrown: unknown) => thrown);
      const { originalError } = error as { originalError: Error };
      expect(originalError.message).not.toBe('');
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(personalId);
    }
  });

  test.each(['PS256', 'RS384', 'RS512', 'ES256'])('refuses %s unless the issuer is configured for it', async (algorithm) => {
    const other = await signingKey('k1', {}, algorithm);
    expect(await reason(verifier, await mint(server.issuer, other))).toBe('ERR_JOSE_ALG_NOT_ALLOWED');
  });

  test('accepts PS256, by both checks, from an issuer configured for it, and then no RS256', async () => {
    const pss = await signingKey('p1', {}, 'PS256');
    server.answer = publishing(key, pss);
    const strict = createTokenVerifier([trusting(server, { algorithms: ['PS256'] })]);
    expect(await outcome(strict, await mint(server.issuer, pss))).toBe('accepted');
    expect(await outcome(strict, await sign())).toBe('UNAUTHENTICATED');
  });

  test('refuses an algorithm other than the one its key is published for', async () => {
    const pss = await signingKey('p1', { alg: 'RS256' }, 'PS256');
    server.answer = publishing(pss);
    const both = createTokenVerifier([trusting(server, { algorithms: ['RS256', 'PS256'] })]);
    expect(await reason(both, await mint(server.issuer, pss, {}, { alg: 'PS256' }))).toBe('key is for another algorithm');
  });

  test('does not start with an issuer configured twice', () => {
    expect(() => createTokenVerifier([trusting(server), trusting(server)])).toThrow(/twice/);
  });

  const quick = Object.entries(outages).filter(([name]) => !['nothing', 'a drop at a time'].includes(name));
  test.each(quick)('keys that cannot be had (%s) are our fault, not the caller’s, and it recovers', async (_name, outage) => {
    const fresh = createTokenVerifier([trusting(server)]);
    server.answer = outage;
    expect(await outcome(fresh, await sign())).toBe('SERVICE_UNAVAILABLE');
    server.answer = publishing(key);
    expect(await outcome(fresh, await sign())).toBe('accepted');
  });

  test('200 tokens at once are worth one request for keys', async () => {
    const fresh = createTokenVerifier([trusting(server)]);
    const tokens = await Promise.all(Array.from({ length: 200 }, (_, i) => sign({ jti: `j${i}` })));
    expect(new Set(await Promise.all(tokens.map((token) => outcome(fresh, token))))).toEqual(new Set(['accepted']));
    expect(server.requests).toBe(1);
  });
});
