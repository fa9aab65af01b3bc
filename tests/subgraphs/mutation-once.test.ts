import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { SourceConfig } from '../../core/sources.js';
import { kpiSystems } from '../../sandbox/systems/kpi/index.js';
import { igateSystems } from '../../sandbox/systems/igate/index.js';
import { createWorld } from '../../sandbox/world/index.js';
import { createKpiSource } from '../../subgraphs/kpi/kpi.connector.js';
import { periodOf } from '../../subgraphs/kpi/report-period.js';
import { createIgate } from '../../subgraphs/public-services/igate.js';

const world = createWorld({ scale: 0.1 });
const grant = JSON.stringify({ access_token: 't', expires_in: 300 });
let server: http.Server;
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** A source that signs the hub in, and then does as told with every write. */
async function failing(write: (response: http.ServerResponse) => unknown) {
  const paths: string[] = [];
  server = http.createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url!.endsWith('/token')) return response.end(grant);
    paths.push(request.url!);
    return write(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { paths, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const writes = {
  'a note of progress': async (url: string) => {
    const igate = createIgate(SourceConfig.parse({ ...igateSystems(world)[0]!.source, url, timeoutMs: 200 }));
    const note = { dossier: { code: 'H41.17-260609-0012', rowId: 'a'.repeat(24) }, step: 'Xác minh', note: 'Đã xác minh' };
    try {
      await igate.noteProgress(note, 'a-request-key');
    } finally {
      await igate.close();
    }
  },
  'a figure': async (url: string) => {
    const kpi = createKpiSource(SourceConfig.parse({ ...kpiSystems(world)[0]!.source, url, timeoutMs: 200 }));
    const ratio = { value: 1, numerator: null, denominator: null };
    const figure = { code: 'CQS.DTTM', area: 'DT-VINH', period: periodOf('2025'), asOf: '2025-12-31', ...ratio };
    try {
      await kpi.submit(figure, 'a-request-key');
    } finally {
      await kpi.close();
    }
  },
} as const;

describe.each(Object.entries(writes))('%s that failed is an error, and is not tried again', (_name, write) => {
  test.each<[string, (response: http.ServerResponse) => unknown, string]>([
    ['refused', (response) => response.writeHead(500).end('{}'), 'SOURCE_UNAVAILABLE'],
    ['hung up on', (response) => response.destroy(), 'SOURCE_UNAVAILABLE'],
    ['not answered in time', () => undefined, 'SOURCE_TIMEOUT'],
    ['answered with what cannot be read', (response) => response.end('{"id":1}'), 'SOURCE_BAD_DATA'],
    ['of a name that is taken', (response) => response.writeHead(409).end('{}'), 'BAD_USER_INPUT'],
  ])('when it is %s', async (_how, answer, code) => {
    const { paths, url } = await failing(answer);
    await expect(write(url)).rejects.toMatchObject({ extensions: { code } });
    expect(paths).toHaveLength(1);
    // What is written, and of whom, stands in the body alone.
    expect(paths[0]).toMatch(/^[/a-z-]+$/);
  });
});
