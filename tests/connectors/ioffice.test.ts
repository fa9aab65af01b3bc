import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createIofficeClient } from '../../connectors/ioffice-token.js';
import { SourceConfig } from '../../core/sources.js';
import { createIofficeSource } from '../../subgraphs/office/document.connector.js';
import { connectorContract } from '../contract/connector.js';

const options = { username: 'u', password: 'p', agencies: { vinh: ['H41.17'] } };
const source = { id: 'ioffice-test', system: 'ioffice', jurisdictions: ['vinh'], options } as const;
const envelope = (data: unknown, code = '0') => JSON.stringify({ status: { code, message: 'm' }, data });

connectorContract({
  name: 'document search',
  source: { ...source, jurisdictions: ['vinh'] },
  signIn: ({ path }) => (path === '/login/' ? { body: envelope({ token: 't' }) } : null),
  empty: { body: envelope({ tongSo: 0, danhSach: [] }) },
  read: async (config) => {
    const office = createIofficeSource(config);
    try {
      return await office.search({ agencies: null }, 0, 10);
    } finally {
      await office.close();
    }
  },
  isEmpty: (value) => (value as { rows: unknown[] }).rows.length === 0,
});

describe('an iOffice session', () => {
  const seen: { path: string; token: string | undefined }[] = [];
  let valid = 't1';
  let logins = 0;
  const server = http.createServer((request, response) => {
    const token = request.headers['x-authentication-token'] as string | undefined;
    seen.push({ path: request.url!, token });
    response.setHeader('content-type', 'application/json');
    if (request.url === '/login/') {
      logins += 1;
      setTimeout(() => response.end(envelope({ token: valid, kho: [] })), 10);
    } else response.end(token === valid ? envelope('data') : envelope(null, '401'));
  });
  let config: SourceConfig;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    config = SourceConfig.parse({ ...source, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    seen.length = 0;
    logins = 0;
    valid = 't1';
  });

  test('is opened once, however many questions wait for it', async () => {
    const client = createIofficeClient(config);
    const answers = await Promise.all(Array.from({ length: 5 }, () => client.post('x/', {}, z.string())));
    expect(answers).toEqual(['data', 'data', 'data', 'data', 'data']);
    expect(logins).toBe(1);
    expect(seen.filter(({ path }) => path === '/x/').every(({ token }) => token === 't1')).toBe(true);
    await client.close();
  });

  test('is opened again, once, when it has ended', async () => {
    const client = createIofficeClient(config);
    await client.post('x/', {}, z.string());
    valid = 't2';
    const answers = await Promise.all(Array.from({ length: 4 }, () => client.post('x/', {}, z.string())));
    expect(answers).toEqual(['data', 'data', 'data', 'data']);
    expect(logins).toBe(2);
    await client.close();
  });

  test('is opened again where what stands before the system answers 401 by itself', async () => {
    let rejected = true;
    const guarded = http.createServer((request, response) => {
      const login = request.url === '/login/';
      response.writeHead(rejected && !login ? 401 : 200, { 'content-type': 'application/json' });
      response.end(login ? envelope({ token: 't' }) : envelope('data'));
      if (!login) rejected = false;
    });
    await new Promise<void>((resolve) => guarded.listen(0, '127.0.0.1', resolve));
    const client = createIofficeClient({ ...config, url: `http://127.0.0.1:${(guarded.address() as AddressInfo).port}` });
    expect(await client.post('x/', {}, z.string())).toBe('data');
    await client.close();
    guarded.closeAllConnections();
    await new Promise((resolve) => guarded.close(resolve));
  });

  test('that never holds is SOURCE_UNAVAILABLE, not an endless round', async () => {
    const client = createIofficeClient(config);
    const refusing = http.createServer((_, response) =>
      response.setHeader('content-type', 'application/json').end(envelope({ token: 'x' }, _.url === '/login/' ? '0' : '401')),
    );
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(refusing.address() as AddressInfo).port}`;
    const other = createIofficeClient({ ...config, url });
    await expect(other.post('x/', {}, z.string())).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    await Promise.all([client.close(), other.close()]);
    refusing.closeAllConnections();
    await new Promise((resolve) => refusing.close(resolve));
  });
});
