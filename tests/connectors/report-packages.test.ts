import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { createPackageClient } from '../../connectors/report-packages.js';
import { SourceConfig } from '../../core/sources.js';
import { createKpiSource } from '../../subgraphs/kpi/kpi.connector.js';
import { connectorContract } from '../contract/connector.js';

const source = {
  id: 'kpi-nghe-an',
  system: 'kpi' as const,
  jurisdictions: ['vinh'],
  options: { apiKey: 'k', areas: { vinh: 'DT-VINH' }, communes: { vinh: ['16681'] } },
};
const empty = { body: '{"goiTin":"DU_LIEU_CHI_SO","phienBan":"1.0","tongSo":0,"duLieu":[]}' };
const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;

connectorContract({
  name: 'the reporting system’s figures',
  source,
  empty,
  isEmpty,
  read: async (config) => {
    const kpi = createKpiSource(config);
    try {
      return (await kpi.observations({ areas: ['DT-VINH'], codes: ['DS.DANSO'] })).of(['DT-VINH']);
    } finally {
      await kpi.close();
    }
  },
});

connectorContract({
  name: 'the reporting system’s catalogue',
  source,
  empty,
  isEmpty,
  read: async (config) => {
    const kpi = createKpiSource(config);
    try {
      return await kpi.indicators();
    } finally {
      await kpi.close();
    }
  },
});

async function withServer(answer: http.RequestListener, use: (config: SourceConfig) => Promise<void>): Promise<void> {
  const server = http.createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await use(SourceConfig.parse({ ...source, url: `http://127.0.0.1:${port}/lris` }));
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

test('a catalogue is kept, and asked for once however many wait; a failed one is not', async () => {
  let calls = 0;
  let broken = true;
  await withServer(
    (request, response) => {
      calls += 1;
      expect(request.headers['x-api-key']).toBe('k');
      response.writeHead(broken ? 400 : 200, { 'content-type': 'application/json' }).end('{"goiTin":"X","duLieu":[]}');
    },
    async (config) => {
      const kpi = createKpiSource(config);
      await expect(kpi.indicators()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
      broken = false;
      expect(await Promise.all([kpi.indicators(), kpi.indicators()])).toEqual([[], []]);
      expect(await kpi.indicators()).toEqual([]);
      expect(calls).toBe(2);
      await kpi.close();
    },
  );
});

test('an error package is a failed source, without its words', async () => {
  await withServer(
    (_request, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"goiTin":"LOI","maLoi":"X","thongBao":"password=1","duLieu":null}'),
    async (config) => {
      const client = createPackageClient(config, 'k');
      const error: Error = await client.find('du-lieu', {}, z.string()).then(
        () => new Error('answered'),
        (reason: Error) => reason,
      );
      expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
      expect(error.message).not.toContain('password');
      await client.close();
    },
  );
});
