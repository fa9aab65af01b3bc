import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from '@jest/globals';
import { SourceConfig } from '../../core/sources.js';
import { createIofficeSource } from '../../subgraphs/office/document.connector.js';

/** A row as iOffice writes one. */
export const row = {
  id: 7,
  soKihieu: '7/UBND-VX',
  trichYeu: 'V/v thử nghiệm',
  coQuanBanHanh: 'UBND phường',
  maDonVi: 'H41.17',
  ngayVanBan: '08/06/2026',
  ngayDenDi: '09/06/2026',
  hanGiaiQuyet: '',
  congVanDenDi: '1',
  doKhan: 'Hoả tốc',
  doMat: 'Thường',
  isKy: '1',
  maDinhDanhVanBan: 'uuid-7',
};

export type Reply = (path: string, body: Record<string, unknown>) => unknown;
const open: (() => Promise<unknown>)[] = [];
/** Has `close` called at the end of the test. */
export const closing = (close: () => Promise<unknown>) => open.push(close);
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

const inEnvelope = (data: unknown) => ({ status: { code: '0', message: '' }, data });

/** An office system, or an axis, that answers as told. */
export async function stub(answer: Reply, more: object = {}, wrap: (data: unknown) => object = inEnvelope) {
  const bodies: Record<string, unknown>[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
      bodies.push(body);
      const data = request.url === '/login/' ? { token: 't' } : answer(request.url!, body);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(wrap(data)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const config = SourceConfig.parse({
    id: 'ioffice-test',
    system: 'ioffice',
    jurisdictions: ['vinh'],
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    options: { username: 'u', password: 'p', agencies: { vinh: ['H41.17'] } },
    ...more,
  });
  return { config, bodies };
}

export const sourceOf = (config: SourceConfig) => {
  const source = createIofficeSource(config);
  closing(() => source.close());
  return source;
};
