import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fetchKeySet, readKeySet } from '../../auth/tokens/key-set.js';
import { createTokenVerifier } from '../../auth/token-verifier.js';
import {
  answering,
  hours,
  mint,
  movableClocks,
  now,
  outages,
  outcome,
  publishing,
  signingKey,
  startKeyServer,
  trusting,
  type KeyServer,
  type SigningKey,
} from './token.kit.js';

describe('a key server', () => {
  let key: SigningKey;
  let server: KeyServer;
  beforeAll(async () => {
    key = await signingKey('k1');
    server = await startKeyServer(publishing(key));
  });
  afterAll(() => server.close());

  test.each(Object.entries(outages))('that answers %s gives no keys, in little more than two seconds', async (_name, outage) => {
    server.answer = outage;
    const began = performance.now();
    await expect(fetchKeySet(server.uri)).rejects.toThrow();
    expect(performance.now() - began).toBeLessThan(3_500);
  });

  test('that answers a drop at a time is given up although memory is cleaned meanwhile', async () => {
    server.answer = outages['a drop at a time']!;
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const collecting = setInterval(collectGarbage, 50);
    const tooLong = new Promise((_resolve, reject) => setTimeout(reject, 3_500, new Error('still asking')).unref());
    await expect(Promise.race([fetchKeySet(server.uri), tooLong])).rejects.toThrow('within 2000 ms');
    clearInterval(collecting);
  });

  test('that redirects is not followed, not even to good keys', async () => {
    const elsewhere = await startKeyServer(publishing(key));
    server.answer = answering('', 302, { location: elsewhere.uri });
    await expect(fetchKeySet(server.uri)).rejects.toThrow();
    expect(elsewhere.requests).toBe(0);
    await elsewhere.close();
  });

  test('that is not there gives no keys', async () => {
    const gone = await startKeyServer(publishing(key));
    await gone.close();
    await expect(fetchKeySet(gone.uri)).rejects.toThrow();
  });

  test('that hangs holds up nobody whose key is known', async () => {
    server.answer = publishing(key);
    const clocks = movableClocks();
    const verifier = createTokenVerifier([trusting(server)], clocks);
    const token = () => mint(server.issuer, key, { exp: now() + 24 * 3_600, jti: String(Math.random()) });
    const cached = await token();
    expect(await outcome(verifier, cached)).toBe('accepted');
    server.answer = outages['nothing']!;
    clocks.advance(0.25 * hours);
    for (const one of [cached, await token(), await token()]) {
      const began = performance.now();
      expect(await outcome(verifier, one)).toBe('accepted');
      expect(performance.now() - began).toBeLessThan(500);
    }
  });

  test('that hangs from the start costs two seconds, then nothing: 503 and not 401', async () => {
    server.answer = outages['nothing']!;
    const verifier = createTokenVerifier([trusting(server)]);
    const token = await mint(server.issuer, key);
    const began = performance.now();
    const all = await Promise.all(Array.from({ length: 50 }, () => outcome(verifier, token)));
    expect(new Set(all)).toEqual(new Set(['SERVICE_UNAVAILABLE']));
    expect(performance.now() - began).toBeLessThan(3_500);
  });

  test('may publish keys of which some are not for us', async () => {
    const { d, p, q, dp, dq, qi, ...none } = key.jwk;
    expect([d, p, q, dp, dq, qi]).toEqual([undefined, undefined, undefined, undefined, undefined, undefined]);
    const short = { kty: 'RSA', kid: 'short', use: 'sig', e: 'AQAB', n: Buffer.alloc(128, 0xc3).toString('base64url') };
    const published = [
      key.jwk,
      { ...none, kid: 'enc', use: 'enc' },
      { ...none, kid: 'no-use', use: undefined },
      { ...none, kid: 'signs-only', key_ops: ['sign'] },
      { ...none, kid: 'no-modulus', n: '' },
      { ...none, kid: '' },
      { ...none, kid: undefined },
      { ...none, kid: 7 },
      { ...none, kid: 'oct', kty: 'oct', k: 'AAAA' },
      (await signingKey('ec', {}, 'ES256')).jwk,
      short,
      null,
      'k1',
      (await signingKey('k1')).jwk,
    ];
    const keys = readKeySet(JSON.stringify({ keys: published }));
    expect([...keys.keys()]).toEqual(['k1']);
    expect(keys.get('k1')!.key.export({ format: 'jwk' })).toMatchObject({ n: key.jwk.n });
  });
});
