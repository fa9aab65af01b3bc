import { describe, expect, test } from '@jest/globals';
import { createCaller } from '../../auth/caller.js';
import type { SourceConfig } from '../../core/sources.js';
import { inMemory, serveSubgraph } from '../../schema/serve.js';
import { createOfficeSubgraph } from '../../subgraphs/office/index.js';
import { closing, row, sourceOf, stub } from './office-stub.js';

describe('the iOffice connector', () => {
  test('drops every paper that is not plainly open, whatever the source sends', async () => {
    const degrees = ['Mật', 'Tối mật', 'Tuyệt mật', 'MẬT', 'Hỏa tốc', '', null, undefined, 'Thường', 'thường '];
    const { config, bodies } = await stub(() => ({
      tongSo: degrees.length,
      danhSach: degrees.map((doMat, id) => ({ ...row, id, doMat })),
    }));
    const source = sourceOf(config);
    const { rows } = await source.search({ agencies: null }, 0, 100);
    // What is withheld keeps its place, or the next page would repeat rows.
    expect(rows.map((found) => (found instanceof Error ? null : found.id))).toEqual([
      ...Array<null>(8).fill(null),
      'ioffice-test:8',
      'ioffice-test:9',
    ]);
    expect(JSON.stringify(rows.slice(0, 8))).not.toContain('thử nghiệm');
    expect([...(await source.findMany([0, 1, 8, 9])).keys()]).toEqual([8, 9]);
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
    const { rows } = await sourceOf(config).search({ agencies: null }, 0, 10);
    expect(rows).toMatchObject([{ code: 'SOURCE_BAD_DATA' }]);
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
    expect(rows.map((found) => !(found instanceof Error) && Number(found.id.split(':')[1]))).toEqual([13, 14, 15, 16, 17]);
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
    purpose: null,
    jurisdictions: '*',
    agency: null,
    personalId: null,
  });
  const query = '{ document(id: "ioffice-test:7") { subject deliveries { rawCode } } }';

  async function ask(configs: SourceConfig[]) {
    const subgraph = await createOfficeSubgraph(configs);
    const app = await serveSubgraph(subgraph, { identify: async () => caller });
    closing(() => app.close());
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
