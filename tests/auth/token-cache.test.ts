import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTokenVerifier, type RevocableTokenVerifier } from '../../auth/token-verifier.js';
import {
  eventually,
  hours,
  mint,
  minutes,
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

describe('a verified token', () => {
  let [oldKey, newKey]: SigningKey[] = [];
  let server: KeyServer;
  let other: KeyServer;
  let clocks: ReturnType<typeof movableClocks>;
  let verifier: RevocableTokenVerifier;
  const sign = (change: object = {}, by = oldKey!) => mint(server.issuer, by, { exp: now() + 24 * 3_600, ...change });

  beforeAll(async () => {
    [oldKey, newKey] = [await signingKey('old'), await signingKey('new')];
    server = await startKeyServer(publishing(oldKey));
    other = await startKeyServer(publishing(oldKey));
  });
  beforeEach(() => {
    server.answer = publishing(oldKey!);
    server.requests = 0;
    clocks = movableClocks();
    verifier = createTokenVerifier([trusting(server), trusting(other)], clocks);
  });
  afterAll(() => Promise.all([server.close(), other.close()]));

  test('is remembered: the second time it is the same caller', async () => {
    const token = await sign();
    const caller = await verifier.verify(token);
    expect(await verifier.verify(token)).toBe(caller);
    expect(await verifier.verify(await sign({ jti: 'another' }))).not.toBe(caller);
  });

  test('gives a caller that no request can change for the next', async () => {
    const caller = await verifier.verify(await sign());
    expect(Object.isFrozen(caller) && Object.isFrozen(caller.roles) && Object.isFrozen(caller.jurisdictions)).toBe(true);
  });

  test('is not remembered for a text that only resembles it', async () => {
    const token = await sign();
    await verifier.verify(token);
    const flipped = token.replace(/.(?=[\w-]{20}$)/, (letter) => (letter === 'A' ? 'B' : 'A'));
    expect(await outcome(verifier, flipped)).toBe('UNAUTHENTICATED');
  });

  test('ends at its expiry', async () => {
    const token = await sign({ exp: now() + 60 });
    expect(await outcome(verifier, token)).toBe('accepted');
    clocks.advance(58_000);
    expect(await outcome(verifier, token)).toBe('accepted');
    clocks.advance(10_000);
    expect(await outcome(verifier, token)).toBe('UNAUTHENTICATED');
  });

  test('ends at its expiry to the second, although the first check allows some skew', async () => {
    const token = await sign({ exp: now() + 2 });
    expect(await outcome(verifier, token)).toBe('accepted');
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(await outcome(verifier, token)).toBe('UNAUTHENTICATED');
  });

  test('outlives the arrival of a new key', async () => {
    const token = await sign();
    await verifier.verify(token);
    server.answer = publishing(oldKey!, newKey!);
    expect(await outcome(verifier, await sign({}, newKey))).toBe('UNAUTHENTICATED');
    clocks.advance(5_000);
    expect(await outcome(verifier, await sign({}, newKey))).toBe('accepted');
    expect(await outcome(verifier, token)).toBe('accepted');
    expect(server.requests).toBe(2);
  });

  test('ends when its key is withdrawn', async () => {
    const token = await sign();
    await verifier.verify(token);
    server.answer = publishing(newKey!);
    clocks.advance(5_000);
    expect(await outcome(verifier, await sign({}, newKey))).toBe('accepted');
    expect(await outcome(verifier, token)).toBe('UNAUTHENTICATED');
  });

  test('ends when another key is published under the name of its own', async () => {
    const token = await sign();
    await verifier.verify(token);
    server.answer = publishing({ jwk: { ...newKey!.jwk, kid: 'old' } });
    clocks.advance(10 * minutes);
    expect(await eventually(() => outcome(verifier, token), 'UNAUTHENTICATED')).toBe('UNAUTHENTICATED');
  });

  test('looks after its key even when nothing but remembered tokens arrive', async () => {
    const token = await sign();
    await verifier.verify(token);
    server.answer = publishing(newKey!);
    clocks.advance(10 * minutes);
    expect(await outcome(verifier, token)).toBe('accepted');
    expect(await eventually(() => outcome(verifier, token), 'UNAUTHENTICATED')).toBe('UNAUTHENTICATED');
  });

  test('lives for six hours on keys that can no longer be fetched; then that is our fault', async () => {
    const token = await sign();
    await verifier.verify(token);
    server.answer = outages['an error']!;
    clocks.advance(5 * hours);
    expect(await outcome(verifier, token)).toBe('accepted');
    clocks.advance(2 * hours);
    expect(await outcome(verifier, token)).toBe('SERVICE_UNAVAILABLE');
  });

  test('ends at not-before, when it was issued earlier, and only for its issuer', async () => {
    const token = await sign({ iat: now() - 100 });
    const elsewhere = await mint(other.issuer, oldKey!, { iat: now() - 100 });
    for (const one of [token, elsewhere]) expect(await outcome(verifier, one)).toBe('accepted');
    verifier.notBefore(server.issuer, now() - 50);
    expect(await outcome(verifier, token)).toBe('UNAUTHENTICATED');
    expect(await outcome(verifier, elsewhere)).toBe('accepted');
    expect(await outcome(verifier, await sign())).toBe('accepted');
    verifier.notBefore(server.issuer, 0);
    expect(await outcome(verifier, token)).toBe('accepted');
  });

  test('not-before holds from the start where it is configured', async () => {
    const since = createTokenVerifier([trusting(server, { issuedSince: now() - 50 })], clocks);
    expect(await outcome(since, await sign({ iat: now() - 100 }))).toBe('UNAUTHENTICATED');
    expect(await outcome(since, await sign())).toBe('accepted');
  });

  test('not-before is for trusted issuers, in whole seconds', () => {
    expect(() => verifier.notBefore('https://evil.example', 0)).toThrow(/issuer/);
    expect(() => verifier.notBefore(server.issuer, Number.NaN)).toThrow(RangeError);
  });
});
