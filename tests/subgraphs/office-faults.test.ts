import { describe, expect, test } from '@jest/globals';
import { createCaller } from '../../auth/caller.js';
import { inMemory, serveSubgraph } from '../../schema/serve.js';
import { createDeliverySource } from '../../subgraphs/office/delivery.connector.js';
import { createOfficeSubgraph } from '../../subgraphs/office/index.js';
import { closing, row, sourceOf, stub, type Reply } from './office-stub.js';

// A source that misbehaves in one way at a time.

const auditor = createCaller({
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
const numbered = (count: number) => Array.from({ length: count }, (_, id) => ({ ...row, id }));
const listed = (danhSach: readonly unknown[], tongSo = danhSach.length) => ({ tongSo, danhSach });

async function ask(answer: Reply, query: string, variables: object = {}) {
  const { config } = await stub(answer);
  const subgraph = await createOfficeSubgraph([config]);
  const app = await serveSubgraph(subgraph, { identify: async () => auditor });
  closing(() => app.close());
  const { data, errors } = await inMemory(app, subgraph)({ query, variables: { ...variables } }, auditor);
  return { data, faults: (errors ?? []).map(({ path, extensions }) => [path?.join('.'), extensions?.['code']]), errors };
}

describe('a row that cannot be read', () => {
  const broken = { ...row, id: 8, ngayDenDi: 'hôm qua' };

  test('costs its own place in a list, not its neighbours', async () => {
    const { data, faults, errors } = await ask(
      () => listed([row, broken, { ...row, id: 9 }]),
      '{ documents(filter: { jurisdiction: "vinh" }, first: 10) { totalCount nodes { id } } }',
    );
    expect(data).toEqual({ documents: { totalCount: 3, nodes: [{ id: 'ioffice-test:7' }, null, { id: 'ioffice-test:9' }] } });
    expect(faults).toEqual([['documents.nodes.1', 'SOURCE_BAD_DATA']]);
    expect(JSON.stringify(errors)).not.toContain('hôm qua');
  });

  test('makes an unknown id an error, and a secret paper is null all the same', async () => {
    const { data, faults } = await ask(
      (_, { dsId }) => listed([row, ...((dsId as string[]).includes('8') ? [broken] : [])]),
      '{ a: document(id: "ioffice-test:7") { id } b: document(id: "ioffice-test:8") { id } }',
    );
    expect(data).toEqual({ a: { id: 'ioffice-test:7' }, b: null });
    expect(faults).toEqual([['b', 'SOURCE_BAD_DATA']]);
    const secret = await ask(() => listed([{ ...row, doMat: 'Mật' }]), '{ document(id: "ioffice-test:7") { id } }');
    expect(secret).toMatchObject({ data: { document: null }, faults: [] });
  });

  test('of a log costs that document’s steps alone', async () => {
    const log = (id: string, updateDate: string) => ({ id, log: [{ updateDate, action: 'Vào sổ' }] });
    const { data, faults } = await ask(
      (path) =>
        path.includes('log') ? [log('7', '09/06/2026 08:00'), log('9', '2026-06-09')] : listed([row, { ...row, id: 9 }]),
      '{ documents(filter: { jurisdiction: "vinh" }, first: 10) { nodes { steps { action } } } }',
    );
    expect(data).toEqual({ documents: { nodes: [{ steps: [{ action: 'Vào sổ' }] }, { steps: null }] } });
    expect(faults).toEqual([['documents.nodes.1.steps', 'SOURCE_BAD_DATA']]);
  });
});

describe('a source that answers another question', () => {
  const foreign = { ...row, maDonVi: 'H41.99' };

  test('does not widen what a register’s readers see', async () => {
    const { config } = await stub((path) =>
      path.includes('dossier') ? [{ maHoSo: 'H41.17-260609-0012', ...listed([foreign]) }] : listed([foreign]),
    );
    const source = sourceOf(config);
    const unasked = { code: 'SOURCE_BAD_DATA' };
    await expect(source.search({ agencies: ['H41.17'] }, 0, 10)).rejects.toMatchObject(unasked);
    const code = 'H41.17-260609-0012';
    expect((await source.byDossiers([code], ['H41.17'], 0, 10)).get(code)).toMatchObject(unasked);
    expect((await source.search({ agencies: null }, 0, 10)).rows).toHaveLength(1);
  });
});

describe('numbers that are none', () => {
  test('a list that ends before its own total is an error, not a page without end', async () => {
    const { config } = await stub((_, { pageNo }) => listed(pageNo === 1 ? numbered(3) : [], 9));
    const source = sourceOf(config);
    expect((await source.search({ agencies: null }, 0, 3)).rows).toHaveLength(3);
    await expect(source.search({ agencies: null }, 3, 3)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
  });

  test('a total that is missing, empty, negative or beyond all numbers is bad data, never 0', async () => {
    for (const tongSo of [null, '', ' ', -1, '-1', true, [], 3_000_000_000]) {
      const { config } = await stub(() => ({ tongSo, danhSach: [] }));
      await expect(sourceOf(config).search({ agencies: null }, 0, 3)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
    }
  });

  test('a report that lacks a count is bad data; a file that lacks its size has none', async () => {
    const line = { maDonVi: 'H41.17', soDen: 1, soDi: 1, soDiKySo: '', dungHan: 0, quaHan: 0, dangXuLy: 0 };
    const { config } = await stub((path) =>
      path.includes('report') ? [line] : [{ id: '7', files: [{ name: 'a.pdf', fileSize: '', isKy: '1' }] }],
    );
    const source = sourceOf(config);
    await expect(source.report(['H41.17'], { from: null, to: null })).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
    expect((await source.files([7])).get(7)).toEqual([{ name: 'a.pdf', sizeBytes: null, signed: true }]);
  });
});

test('steps are told oldest first, whatever order the source keeps; what was done may be missing', async () => {
  const { config } = await stub(() => [
    { id: '7', log: [{ updateDate: '10/06/2026 08:00' }, { updateDate: '09/06/2026 08:00', action: 'Vào sổ' }] },
  ]);
  expect((await sourceOf(config).steps([7])).get(7)).toMatchObject([{ action: 'Vào sổ' }, { action: null }]);
});

describe('recipients on the axis', () => {
  const status = (organ: string) =>
    Buffer.from(
      `<edXML><edXMLEnvelope><edXMLHeader><Status><ResponseFor><DocumentId>d1</DocumentId></ResponseFor><From><OrganId>${organ}</OrganId></From>` +
        '<StatusCode>03</StatusCode><Timestamp>2026/06/09 08:00:00</Timestamp></Status></edXMLHeader></edXMLEnvelope></edXML>',
    ).toString('base64');
  const deliveries = async (agencies: readonly object[], to: readonly string[], from: string) => {
    const { config } = await stub(
      (path) => (path === '/getAgenciesList' ? agencies : [{ documentId: 'd1', to, messages: [status(from)] }]),
      { id: 'axis-test', system: 'interchange-axis', options: { systemId: 's', secret: 's' } },
      (data) => ({ status: 'OK', data }),
    );
    const axis = createDeliverySource(config);
    closing(() => axis.close());
    return (await axis.deliveries(['d1'])).get('d1');
  };

  test('one addressed by one code that answers under another is one recipient', async () => {
    const agency = { code: 'H41.17', code102: '000.00.17.H41', name: 'UBND' };
    expect(await deliveries([agency], ['000.00.17.H41'], 'H41.17')).toMatchObject([
      { recipientCode: '000.00.17.H41', recipient: { id: 'H41.17' }, status: 'RECEIVED', provenance: { source: 'axis-test' } },
    ]);
  });

  test('an agency’s former code that is another’s now means the other', async () => {
    const today = { code: 'H41.17', code102: '000.00.17.H41', name: 'now' };
    const former = { code: 'H41.20', code102: '000.00.20.H41', oldCode: '000.00.17.H41', name: 'then' };
    expect(await deliveries([today, former], ['000.00.17.H41'], '000.00.17.H41')).toMatchObject([
      { recipient: { id: 'H41.17' } },
    ]);
  });
});
