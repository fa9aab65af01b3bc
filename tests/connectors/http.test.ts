import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { createHttpClient } from '../../connectors/http.js';
import { SourceConfig } from '../../core/sources.js';

test('JSON may begin with a byte order mark', async () => {
  const server = http.createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('\uFEFF{"name":"Đông Hà"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createHttpClient(SourceConfig.parse({ id: 'x', system: 'kpi', jurisdictions: ['vinh'], url }));
  expect(await client.json({ path: '/' }, z.object({ name: z.string() }))).toEqual({ name: 'Đông Hà' });
  await client.close();
  await new Promise((resolve) => server.close(resolve));
});
