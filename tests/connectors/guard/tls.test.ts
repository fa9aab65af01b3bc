import { createPrivateKey } from 'node:crypto';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SourceConfig } from '../../../core/sources.js';
import { createAuthority, type Authority, type Pem } from './certificates.js';
import { ask, clientOf, healthOf } from './upstream.js';

let city: Authority;
let stranger: Authority;
let hub: Pem;
let server: https.Server;
let url: string;
const seen: string[] = [];

beforeAll(async () => {
  city = await createAuthority('City root');
  stranger = await createAuthority('Strange root');
  hub = await city.issue('hub');
  server = https.createServer(
    { ...(await city.issue('source')), ca: city.cert, requestCert: true, rejectUnauthorized: true },
    (request, response) => {
      seen.push((request.socket as TLSSocket).getPeerCertificate().subject.CN as string);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const outcome = async (tls: SourceConfig['tls']) => {
  const client = clientOf(url, { tls, timeoutMs: 2_000 });
  try {
    return { said: await ask(client), health: healthOf(client) };
  } finally {
    await client.close();
  }
};

describe('a source that asks who the hub is', () => {
  test('is shown its certificate', async () => {
    expect((await outcome({ ca: city.cert, ...hub })).said).toBe('200');
    expect(seen).toEqual(['hub']);
  });

  test('is shown it where the key has a passphrase', async () => {
    const key = createPrivateKey(hub.key).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'mở ra' });
    expect((await outcome({ ca: city.cert, cert: hub.cert, key: String(key), passphrase: 'mở ra' })).said).toBe('200');
  });

  test.each([
    ['without a certificate', async () => ({ ca: city.cert })],
    ['with one of another authority', async () => ({ ca: city.cert, ...(await stranger.issue('hub')) })],
  ])('does not answer %s', async (_how, tls) => {
    seen.length = 0;
    expect((await outcome(await tls())).said).toMatch(/^SOURCE_UNAVAILABLE/);
    expect(seen).toEqual([]);
  });

  test.each([
    ['another authority', async () => ({ ca: stranger.cert, ...hub })],
    ['an authority of the public', async () => hub],
  ])('is not asked where it is vouched for by none that is trusted: %s', async (_who, tls) => {
    seen.length = 0;
    const { said, health } = await outcome(await tls());
    expect(said).toMatch(/^SOURCE_UNAVAILABLE/);
    // Another try would meet the same certificate.
    expect(health).toMatchObject({ requests: 1, retries: 0 });
    expect(seen).toEqual([]);
  });
});
