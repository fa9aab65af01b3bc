import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createCaller } from '../../auth/caller.js';
import { SourceConfig } from '../../core/sources.js';
import { inMemory, serveSubgraph } from '../../schema/serve.js';
import { createIofficeSource } from '../../subgraphs/office/document.connector.js';
import { createOfficeSubgraph } from '../../subgraphs/office/index.js';

const row = {
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

type Answer = (path: string, body: Record<string, unknown>) => unknown;
const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

async function stub(answer: Answer, more: object = {}) {
  const bodies: Record<string, unknown>[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
      bodies.push(body);
      const data = request.url === '/login/' ? { token: 't' } : answer(request.url!, body);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ status: { code: '0', message: '' }, data }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(async () => {
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

const sourceOf = (config: SourceConfig) => {
  const source = createIofficeSource(config);
  open.push(() => source.close());
  return source;
};

describe('the iOffice connector', () => {
  test('drops every paper that is not plainly open, whatever the source sends', async () => {
    const degrees = ['Mật', 'Tối mật', 'Tuyệt mật', 'MẬT', 'Hỏa tốc', '', null, undefined, 'Thường', 'thường '];
    const { config, bodies } = await stub(() => ({
      tongSo: degrees.length,
      danhSach: degrees.map((doMat, id) => ({ ...row, id, doMat })),
    }));
    const source = sourceOf(config);
    const { rows } = await source.search({ agencies: null }, 0, 100);
    expect(rows.map(({ id }) => id)).toEqual(['ioffice-test:8', 'ioffice-test:9']);
    expect([...(await source.findMany([0, 1, 8])).keys()]).toEqual([8, 9]);
    expect(bodies.at(-1)).toMatchObject({ doMat: 'Thường' });
  });

  test('reads what the product leaves out or writes another way', async () => {
    const { config } = await stub(() => ({ tongSo: 1, danhSach: [row] }));
    const { rows } = await sourceOf(config).search({ agencies: null }, 0, 10);
    expect(rows[0]).toMatchObject({
      urgency: 'FLASH',
      dueOn: null,
      overdue: null,
      onTime: null,
      issuer: null,
      issuerName: 'UBND phường',
      pages: null,
      signer: null,
      signedOn: '2026-06-08',
    });
  });

  test('does not take a date of another form for a day', async () => {
    const { config } = await stub(() => ({ tongSo: 1, danhSach: [{ ...row, ngayDenDi: '2026-06-09' }] }));
    await expect(sourceOf(config).search({ agencies: null }, 0, 10)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
  });

  test('asks for a window that begins within a page by the two pages it lies on', async () => {
    const { config, bodies } = await stub((_, { pageNo, pageRec }) => ({
      tongSo: 100,
      danhSach: Array.from({ length: Number(pageRec) }, (__, at) => ({
        ...row,
        id: (Number(pageNo) - 1) * Number(pageRec) + at,
      })),
    }));
    const { rows, total } = await sourceOf(config).search({ agencies: null }, 13, 5);
    expect(rows.map(({ id }) => Number(id.split(':')[1]))).toEqual([13, 14, 15, 16, 17]);
    expect(total).toBe(100);
    expect(bodies.slice(1).map(({ pageNo }) => pageNo)).toEqual([3, 4]);
  });
});

describe('the office subgraph without its axis', () => {
  const caller = createCaller({
    issuer: 'i',
    subject: 's',
    clientId: 'c',
    tokenId: 't',
    roles: ['auditor'],
    jurisdictions: '*',
    agency: null,
    personalId: null,
  });
  const query = '{ document(id: "ioffice-test:7") { subject deliveries { rawCode } } }';

  async function ask(configs: SourceConfig[]) {
    const subgraph = await createOfficeSubgraph(configs);
    const app = await serveSubgraph(subgraph, { identify: async () => caller });
    open.push(() => app.close());
    return inMemory(app, subgraph)({ query }, caller);
  }

  test('an axis that fails leaves the deliveries null beside the rest, and names itself', async () => {
    const { config } = await stub(() => ({ tongSo: 1, danhSach: [row] }));
    const axis = await stub(() => null, {
      id: 'axis-test',
      system: 'interchange-axis',
      options: { systemId: 's', secret: 's' },
    });
    const { data, errors } = await ask([config, axis.config]);
    expect(data).toEqual({ document: { subject: 'V/v thử nghiệm', deliveries: null } });
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['document', 'deliveries'],
        extensions: { code: 'SOURCE_BAD_DATA', source: 'axis-test' },
      }),
    ]);
  });

  test('where no axis serves the jurisdiction the deliveries are null, not an empty list', async () => {
    const { config } = await stub(() => ({ tongSo: 1, danhSach: [row] }));
    const { data } = await ask([config]);
    expect(data).toEqual({ document: { subject: 'V/v thử nghiệm', deliveries: null } });
  });
});
