import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { SourceConfig } from '../../core/sources.js';
import { createDeliverySource } from '../../subgraphs/office/delivery.connector.js';
import { createIofficeSource } from '../../subgraphs/office/document.connector.js';
import { DocumentDirection } from '../../subgraphs/office/document-enums.type.js';
import { AssignmentRole } from '../../subgraphs/office/assignment.type.js';
import { asReader, closing, letPass, stubServer, type Asked } from './freshness.kit.js';
import { auditor, codesIn, ioc, known, officer, startOfficeSubgraph } from './office-fixture.js';
import { row } from './office-stub.js';

// Systems are started, and hundreds ask at once.
jest.setTimeout(20_000);

const statistics = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Jurisdiction {
  documentStatistics { incoming provenance { stale fetchedAt } } } } }`;
const vinh = { r: [{ __typename: 'Jurisdiction', slug: 'vinh' }] };
const trace = `{ document(id: "${known}") { subject steps { action } files { name } deliveries { status } } }`;

describe('what is kept of an office system', () => {
  let office: Awaited<ReturnType<typeof startOfficeSubgraph>>;
  beforeAll(async () => {
    office = await startOfficeSubgraph();
    await office.ask(trace);
  });
  afterAll(() => office.close());
  const costing = async (work: () => Promise<unknown>) => {
    const before = await office.requests();
    await work();
    return (await office.requests()) - before;
  };

  test('statistics that two hundred ask for at once cost one request, and whoever asks again none', async () => {
    const many = () => Promise.all(Array.from({ length: 200 }, () => office.ask(statistics, ioc, vinh)));
    expect(await costing(many)).toBe(1);
    expect(await costing(() => office.ask(statistics, auditor, vinh))).toBe(0);
  });

  test('a document and its parts are kept for who asked, for the same purpose, and for nobody else', async () => {
    const parts = ['the document', 'its steps', 'its files', 'its deliveries'];
    for (const as of [officer, { ...officer, subject: 'another' }, { ...officer, purpose: 'AUDIT' as const }, ioc]) {
      expect(await costing(() => office.ask(trace, as))).toBe(parts.length);
      expect(await costing(() => office.ask(trace, as))).toBe(0);
    }
    letPass(16);
    expect(await costing(() => office.ask(trace, officer))).toBe(parts.length);
  });

  test('statistics are shown as they were, and say so, when the system cannot answer; documents are not', async () => {
    const told = async () => (await office.ask(statistics, ioc, vinh)).data['_entities'] as Statistics[];
    const [before] = await told();
    await office.ask(trace, officer);
    await office.stop('ioffice-nghe-an');
    letPass(3_600);
    const [{ documentStatistics: stale }] = (await told()) as [Statistics];
    const { incoming, provenance } = before!.documentStatistics;
    expect(stale).toEqual({ incoming, provenance: { fetchedAt: provenance.fetchedAt, stale: true } });
    const answer = await office.ask(trace, officer);
    expect([answer.data, codesIn(answer)]).toEqual([{ document: null }, ['SOURCE_UNAVAILABLE']]);
  });
});

interface Statistics {
  readonly documentStatistics: { readonly incoming: number; readonly provenance: { readonly fetchedAt: string } };
}

const accepted = '0';
const refused = '500';

describe('what an office system has told', () => {
  async function officeOver(answer: (asked: Asked) => unknown) {
    const outcome = { code: accepted };
    const { url, requests } = await stubServer((asked) => {
      if (asked.path === '/login/') return { status: { code: accepted }, data: { token: 't' } };
      return { status: outcome, data: outcome.code === accepted ? answer(asked) : null };
    });
    const options = { username: 'u', password: 'p', agencies: { vinh: ['H41.17'] } };
    const office = createIofficeSource(
      SourceConfig.parse({ id: 'ioffice-x', system: 'ioffice', jurisdictions: ['vinh'], url, options }),
    );
    closing(() => office.close());
    const bodies = (path: string) => requests.filter((asked) => asked.path === path).map(({ body }) => body as Body);
    return { office, outcome, bodies };
  }
  const asked = ({ body }: Asked) => body as Body;
  const counted = { soDen: 1, soDi: 1, soDiKySo: 1, dungHan: 0, quaHan: 0, dangXuLy: 0 };
  const anyTime = { from: null, to: null };

  test('with a refusal in its envelope is not kept, and does not take the place of what is', async () => {
    const { office, outcome } = await officeOver(() => [{ maDonVi: 'H41.17', ...counted }]);
    const report = () => asReader('anyone', () => office.report(['H41.17'], anyTime));
    outcome.code = refused;
    await expect(report()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    outcome.code = accepted;
    expect(await report()).toMatchObject({ answer: [{ incoming: 1 }], sources: [{ status: 'OK' }] });
    outcome.code = refused;
    expect(await report()).toMatchObject({ sources: [{ status: 'OK' }] });
    letPass(61);
    expect(await report()).toMatchObject({ answer: [{ incoming: 1 }], sources: [{ status: 'STALE' }] });
  });

  test('of documents and their parts is asked for again only as far as it is not known; so is what registers count', async () => {
    const { office, bodies } = await officeOver((of) => {
      if (of.path.includes('report')) return asked(of).dsDonVi!.map((maDonVi) => ({ maDonVi, ...counted }));
      if (of.path.includes('dossier')) return asked(of).dsMaHoSo!.map((maHoSo) => ({ maHoSo, tongSo: 1, danhSach: [row] }));
      const rows = asked(of).dsId!.filter((id) => id !== '9');
      if (of.path.includes('log')) return rows.map((id) => ({ id, log: [] }));
      return { tongSo: rows.length, danhSach: rows.map((id) => ({ ...row, id })) };
    });
    const read = <T>(work: () => Promise<T>) => asReader('someone', work);
    await read(() => office.findMany([7, 9]));
    const { answer } = await read(() => office.findMany([9, 8, 7]));
    expect([...answer.keys()]).toEqual([8, 7]);
    expect(bodies('/document/search/').map(({ dsId }) => dsId)).toEqual([['7', '9'], ['8']]);
    await read(() => office.steps([7]));
    expect([...(await read(() => office.steps([7, 8]))).answer.keys()]).toEqual([7, 8]);
    expect(bodies('/document/getlistactivitylog/').map(({ dsId }) => dsId)).toEqual([['7'], ['8']]);
    await read(() => office.byDossiers(['a'], null, 0, 5));
    expect([...(await read(() => office.byDossiers(['a', 'b'], null, 0, 5))).answer.keys()]).toEqual(['a', 'b']);
    expect(bodies('/document/getlistbydossier/').map(({ dsMaHoSo }) => dsMaHoSo)).toEqual([['a'], ['b']]);
    await read(() => office.report(['H41.1'], anyTime));
    await read(() => office.report(['H41.1', 'H41.2'], anyTime));
    expect(bodies('/report/documentreport/').map(({ dsDonVi }) => dsDonVi)).toEqual([['H41.1'], ['H41.2']]);
  });

  test('in rows that cannot be read is not kept', async () => {
    let broken = true;
    const { office, bodies } = await officeOver(() => ({
      tongSo: 2,
      danhSach: [row, { ...row, id: 8, ngayDenDi: broken ? 'hôm qua' : row.ngayDenDi }],
    }));
    const search = async () => (await asReader('someone', () => office.search({ agencies: null }, 0, 10))).answer.rows;
    expect(await search()).toMatchObject([{ id: 'ioffice-x:7' }, { code: 'SOURCE_BAD_DATA' }]);
    broken = false;
    expect(await search()).toMatchObject([{ id: 'ioffice-x:7' }, { id: 'ioffice-x:8' }]);
    await search();
    expect(bodies('/document/search/')).toHaveLength(2);
  });

  test('is forgotten once a document is assigned, even where it is not known whether it was', async () => {
    const { office, outcome, bodies } = await officeOver((of) =>
      of.path.includes('log') ? [{ id: 7, log: [] }] : of.path.includes('tranfer') ? { id: 7 } : { tongSo: 1, danhSach: [row] },
    );
    const readAll = async () => {
      await asReader('someone', () => office.findMany([7]));
      await asReader('someone', () => office.search({ agencies: null }, 0, 10));
      await asReader('someone', () => office.steps([7]));
      return bodies('/document/search/').length + bodies('/document/getlistactivitylog/').length;
    };
    const assignment = { number: 7, direction: DocumentDirection.INCOMING, assignee: 'a', dueOn: null, comment: null };
    const assign = () => office.assign({ ...assignment, role: AssignmentRole.LEAD }, 'a-request-key');
    expect([await readAll(), await readAll()]).toEqual([3, 3]);
    await assign();
    expect([await readAll(), await readAll()]).toEqual([6, 6]);
    outcome.code = refused;
    await expect(assign()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    outcome.code = accepted;
    expect(await readAll()).toBe(9);
  });
});

interface Body {
  readonly dsId?: readonly string[];
  readonly dsMaHoSo?: readonly string[];
  readonly dsDonVi?: readonly string[];
}

test('what the axis has told of documents is asked for again only as far as it is not known; its directory not at all', async () => {
  const { url, requests } = await stubServer(({ path, body }) => {
    const { documentIds = [] } = body as { documentIds?: readonly string[] };
    const found = documentIds.filter((id) => id !== 'c').map((documentId) => ({ documentId, to: ['H41.17'], messages: [] }));
    return { status: 'OK', data: path === '/getAgenciesList' ? [{ code: 'H41.17', name: 'UBND' }] : found };
  });
  const options = { systemId: 's', secret: 's' };
  const axis = createDeliverySource(
    SourceConfig.parse({ id: 'axis-x', system: 'interchange-axis', jurisdictions: ['vinh'], url, options }),
  );
  closing(() => axis.close());
  const deliveries = async (ids: readonly string[]) => (await asReader('someone', () => axis.deliveries(ids))).answer;
  await deliveries(['a', 'c']);
  const found = await deliveries(['c', 'b', 'a']);
  expect([...found.keys()]).toEqual(['b', 'a']);
  expect(found.get('a')).toMatchObject([{ recipient: { id: 'H41.17' }, provenance: { source: 'axis-x' } }]);
  expect(
    requests.flatMap(({ body }) => (body as { documentIds?: readonly string[] }).documentIds ?? 'directory').toSorted(),
  ).toEqual(['a', 'b', 'c', 'directory']);
});
