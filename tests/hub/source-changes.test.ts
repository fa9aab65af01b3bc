import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { createHttpClient } from '../../connectors/http.js';
import { silentLog, type Log } from '../../core/log.js';
import { SourceConfig } from '../../core/sources.js';
import { openSources } from '../../hub/sources/open-sources.js';

let status = 500;
const server = createServer((_request, response) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end('{"password":"x"}'),
);
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('the log has one line when a source is let alone, and one when it answers again', async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const lines: unknown[] = [];
  const log = { ...silentLog, warn: (...line: unknown[]) => void lines.push(line) } as Log;
  const source = SourceConfig.parse({ id: 'kpi-vinh', system: 'kpi', jurisdictions: ['vinh'], url });
  const sources = openSources([source], { freshness: {}, cache: { redisUrl: undefined, secret: undefined, tenant: 't' } }, log);
  const client = createHttpClient(sources.current()[0]!);
  const ask = () => client.send({ path: '/people/040199000001' }).catch(() => undefined);

  for (let at = 0; at < 8; at++) await ask();
  const about = { source: 'kpi-vinh', system: 'kpi' };
  expect(lines).toEqual([[about, 'the source keeps failing, and is let alone']]);

  status = 200;
  for (let at = 0; at < 40 && lines.length < 2; at++) {
    await ask();
    await pause(50);
  }
  expect(lines.slice(1)).toEqual([[about, 'the source answers again']]);
  await client.close();
  await sources.close();
}, 10_000);
