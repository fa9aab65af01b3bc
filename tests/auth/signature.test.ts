import { describe, expect, test } from '@jest/globals';
import { createCaller } from '../../auth/caller.js';
import { createSignatureVerifier, signRequest } from '../../auth/signature.js';

const secret = 's'.repeat(32);
const caller = createCaller({
  issuer: 'i',
  subject: 's',
  clientId: 'c',
  tokenId: 't',
  roles: ['province'],
  purpose: null,
  jurisdictions: ['vinh', 'thai-hoa'],
  agency: null,
  personalId: null,
});
const request = { method: 'POST', path: '/graphql' };
const signed = (by = secret) => signRequest({ ...request, body: '{"query":"{ a }"}', caller }, by);

describe('a request the gateway signed', () => {
  test('tells a subgraph who asks, rights derived anew', () => {
    expect(createSignatureVerifier(secret)({ ...request, headers: signed() })).toEqual(caller);
  });

  test('is good once', () => {
    const verify = createSignatureVerifier(secret);
    const headers = signed();
    verify({ ...request, headers });
    expect(() => verify({ ...request, headers })).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
  });

  test.each([-31, 31])('is not good %d s away from now', (seconds) => {
    const verify = createSignatureVerifier(secret, () => Date.now() + seconds * 1000);
    expect(() => verify({ ...request, headers: signed() })).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
  });

  const other = Buffer.from(JSON.stringify({ roles: ['admin'] })).toString('base64url');
  test.each([
    ['no signature', () => ({})],
    ['another secret', () => signed('x'.repeat(32))],
    ['another caller', () => ({ ...signed(), 'x-hub-caller': other })],
    ['another body', () => ({ ...signed(), 'content-digest': 'sha-256=:AAAA:' })],
    ['another time', () => ({ ...signed(), 'signature-input': signed()['signature-input']!.replace(/created=\d/, 'created=2') })],
    ['fewer components', () => ({ ...signed(), 'signature-input': signed()['signature-input']!.replace(' "x-hub-caller"', '') })],
    ['an unreadable signature', () => ({ ...signed(), signature: 'hub=:!!:' })],
  ])('is not believed with %s', (_name, headers) => {
    expect(() => createSignatureVerifier(secret)({ ...request, headers: headers() })).toThrow(
      expect.objectContaining({ code: 'UNAUTHENTICATED' }),
    );
  });

  test.each([
    ['path', { method: 'POST', path: '/other' }],
    ['method', { method: 'GET', path: '/graphql' }],
  ])('is not good for another %s', (_name, elsewhere) => {
    expect(() => createSignatureVerifier(secret)({ ...elsewhere, headers: signed() })).toThrow(
      expect.objectContaining({ code: 'UNAUTHENTICATED' }),
    );
  });
});
