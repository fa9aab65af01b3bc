import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { request } from 'undici';
import { answering, type Fault } from './fault.js';
import { startFaultProxy, type FaultProxy } from './fault-proxy.js';

const said = 'x'.repeat(2_000);
let server: Server;
let proxy: FaultProxy;
beforeEach(async () => {
  server = createServer((_request, response) => response.end(said));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy = await startFaultProxy(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
});
afterEach(async () => {
  await proxy.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const heard = async (signal?: AbortSignal) => {
  const { body } = await request(proxy.origin, { headers: { connection: 'close' }, ...(signal && { signal }) });
  return body.text();
};
const codeOf = (error: Error & { code?: string }) => error.code ?? error.name;

test('a proxy without a fault hands on what is said, and counts', async () => {
  expect(await heard()).toBe(said);
  expect(await heard()).toBe(said);
  expect(proxy.seen()).toMatchObject({ connections: 2, givenUp: 0, requests: [expect.any(Number), expect.any(Number)] });
  proxy.clear();
  expect(proxy.seen()).toMatchObject({ connections: 0, requests: [] });
});

test.each<[Fault, string[]]>([
  [{ kind: 'down' }, ['ECONNREFUSED']],
  [{ kind: 'reset', afterBytes: 0 }, ['ECONNRESET']],
  [{ kind: 'reset', afterBytes: 400 }, ['ECONNRESET', 'UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH']],
  [{ kind: 'truncate', afterBytes: 400 }, ['UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH']],
  [{ kind: 'garbage' }, ['HTTPParserError']],
])('%j is met by the client, and is over when it is over', async (fault, codes) => {
  await proxy.set(fault);
  expect(codes).toContain(await heard().catch(codeOf));
  await proxy.set({ kind: 'none' });
  expect(await heard()).toBe(said);
});

test.each<Fault>([{ kind: 'black-hole' }, { kind: 'latency', ms: 60_000 }])('%j is given up by the client', async (fault) => {
  await proxy.set(fault);
  expect(await heard(AbortSignal.timeout(100)).catch(codeOf)).toBe(23);
  while (proxy.seen().open > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(proxy.seen().givenUp).toBe(1);
});

test('what is slow comes whole, once it may come fast', async () => {
  await proxy.set({ kind: 'slow', bytesPerSecond: 100 });
  const whole = heard();
  while (proxy.seen().requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await proxy.set({ kind: 'none' });
  expect(await whole).toBe(said);
});

test('what the proxy says itself never reaches the source', async () => {
  let asked = 0;
  server.on('request', () => asked++);
  await proxy.set(answering('200 OK', { 'content-type': 'text/plain' }, 'of its own'));
  expect(await heard()).toBe('of its own');
  await proxy.set(answering('200 OK', {}, () => ['in ', 'parts']));
  expect(await heard()).toBe('in parts');
  expect(asked).toBe(0);
});
