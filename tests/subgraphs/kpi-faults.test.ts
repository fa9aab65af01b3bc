import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { SourceConfig } from '../../core/sources.js';
import { inMemory, serveSubgraph } from '../../schema/serve.js';
import { createKpiSubgraph } from '../../subgraphs/kpi/index.js';
import { auditor } from './kpi.kit.js';

// A source that misbehaves in one way at a time.

const indicator = {
  maChiTieu: 'X.A',
  tenChiTieu: 'Chỉ tiêu',
  donViTinh: 'người',
  maNhom: 'X',
  tenNhom: 'Nhóm',
  huong: 'TANG',
  cachTongHop: 'CUOI_KY',
};
const yearOf = (year: number) => ({ loaiKy: 'NAM', tuNgay: `${year}-01-01`, denNgay: `${year}-12-31`, tenKy: `Năm ${year}` });
const figure = (giaTri: number, year: number, more: object = {}) => ({
  maChiTieu: 'X.A',
  donViTinh: 'người',
  diaBan: { maDiaBan: 'DT-VINH', hieuLucTu: null },
  loaiDuLieu: 'THUC_HIEN',
  kyBaoCao: yearOf(year),
  binhQuanTheo: null,
  phanTo: [],
  dau: '=',
  giaTri,
  tuSo: null,
  mauSo: null,
  tinhDen: `${year}-12-31`,
  trangThai: 'DA_DUYET',
  vanBanNguon: null,
  ghiChu: null,
  ...more,
});
const commune = { diaBan: { maDiaBan: '16681', hieuLucTu: '2025-07-01' } };
const report = (more: object = {}) => ({
  maCheDo: 'BC.THANG',
  maDiaBan: 'DT-VINH',
  donViBaoCao: { maDinhDanh: 'H41.17' },
  kyBaoCao: { loaiKy: 'THANG', tuNgay: '2026-06-01', denNgay: '2026-06-30', tenKy: 'Tháng 6/2026' },
  trangThai: 'DA_GUI',
  hanGui: '2026-07-05',
  ngayGui: '2026-07-02',
  ...more,
});

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

/** What each package holds, and what it says of its length. */
type Packages = Record<string, { readonly rows: readonly unknown[]; readonly total?: number }>;

async function ask(packages: Packages, query: string) {
  const known: Packages = { 'danh-muc-chi-tieu': { rows: [indicator] }, 'che-do-bao-cao': { rows: [] }, ...packages };
  const server = http.createServer((request, response) => {
    const { rows = [], total } = known[/goi-tin\/([a-z-]+)/.exec(request.url!)?.[1] ?? ''] ?? {};
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ goiTin: 'X', tongSo: total, duLieu: rows }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const source = SourceConfig.parse({
    id: 'kpi-x',
    system: 'kpi',
    jurisdictions: ['vinh'],
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    options: { apiKey: 'k', areas: { vinh: 'DT-VINH' }, communes: { vinh: ['16681'] }, populationIndicator: 'X.A' },
  });
  const subgraph = await createKpiSubgraph([source], () => '2026-11-01');
  const app = await serveSubgraph(subgraph, { identify: async () => auditor });
  open.push(() => app.close());
  const { data, errors } = await inMemory(app, subgraph)({ query }, auditor);
  return { data, faults: (errors ?? []).map(({ path, extensions }) => [path?.join('.'), extensions?.['code']]) };
}

const figures = (...rows: readonly unknown[]): Packages => ({ 'du-lieu-chi-so': { rows } });
const population =
  '{ _entities(representations: [{ __typename: "Jurisdiction", slug: "vinh" }]) { ... on Jurisdiction { population } } }';

describe('an answer that is a part of what there is', () => {
  const part = { rows: [figure(300, 2025)], total: 2 };

  test('is not reckoned with: no population, no scorecard, no figures', async () => {
    const { faults } = await ask(
      { 'du-lieu-chi-so': part },
      `{ scorecard(jurisdiction: "vinh", year: 2025) { year }
         indicator(code: "X.A") { observations(jurisdiction: "vinh", first: 5) { nodes { value } } } }`,
    );
    expect(faults).toEqual([
      ['scorecard', 'SOURCE_BAD_DATA'],
      ['indicator.observations.nodes.0', 'SOURCE_BAD_DATA'],
    ]);
    expect((await ask({ 'du-lieu-chi-so': part }, population)).faults).toEqual([['_entities.0.population', 'SOURCE_BAD_DATA']]);
  });

  test('of the catalogue makes no unknown code of one that is listed elsewhere', async () => {
    const { faults } = await ask({ 'danh-muc-chi-tieu': { rows: [indicator], total: 2 } }, '{ indicator(code: "X.B") { code } }');
    expect(faults).toEqual([['indicator', 'SOURCE_BAD_DATA']]);
  });
});

describe('figures that were not meant', () => {
  test('population is the whole figure, not one of its parts', async () => {
    const women = { phanTo: [{ maPhanTo: 'GIOI', maGiaTri: 'NU', tenGiaTri: 'Nữ' }] };
    const { data } = await ask(figures(figure(160, 2025, women), figure(300, 2025)), population);
    expect(data).toEqual({ _entities: [{ population: 300 }] });
  });

  test('a commune’s figure is not its city’s', async () => {
    const { data } = await ask(
      figures(figure(20, 2025, commune), figure(300, 2024)),
      `{ scorecard(jurisdiction: "vinh", year: 2025) { rows { actual } }
         indicator(code: "X.A") { observations(jurisdiction: "vinh", first: 5) { nodes { value } } } }`,
    );
    expect(data).toEqual({ scorecard: { rows: [{ actual: 300 }] }, indicator: { observations: { nodes: [{ value: 300 }] } } });
  });

  test('a scorecard is the same whatever other years are asked for beside it', async () => {
    const old = figures(figure(100, 2010));
    const one = '{ late: scorecard(jurisdiction: "vinh", year: 2025) { rows { actual } } }';
    const both = `{ early: scorecard(jurisdiction: "vinh", year: 2012) { rows { actual } } ${one.slice(1)}`;
    // A source that keeps to the days it is asked for answers the lone question with nothing.
    expect((await ask(figures(), one)).data).toEqual({ late: { rows: [] } });
    expect((await ask(old, both)).data).toEqual({ early: { rows: [{ actual: 100 }] }, late: { rows: [] } });
  });
});

describe('reports', () => {
  const list = '{ reports(jurisdiction: "vinh", year: 2026, first: 2) { totalCount pageInfo { hasNextPage } nodes { status } } }';
  const states = (rows: readonly unknown[], total?: number): Packages => ({
    'trang-thai-bao-cao': total === undefined ? { rows } : { rows, total },
  });

  test('a state that is not known costs its own place', async () => {
    const { data, faults } = await ask(states([report({ trangThai: 'TU_CHOI' }), report()], 2), list);
    expect(data).toMatchObject({ reports: { totalCount: 2, nodes: [null, { status: 'SUBMITTED' }] } });
    expect(faults).toEqual([['reports.nodes.0', 'SOURCE_BAD_DATA']]);
  });

  test('of another city are not shown, whatever the source answers', async () => {
    const { data, faults } = await ask(states([report({ maDiaBan: 'DT-HUE' })], 1), list);
    expect(data).toMatchObject({ reports: { nodes: [null], totalCount: null } });
    expect(faults).toEqual([['reports.nodes.0', 'SOURCE_BAD_DATA']]);
  });

  test('without a total the list goes on as long as its pages are full', async () => {
    expect((await ask(states([report(), report()]), list)).data).toMatchObject({
      reports: { totalCount: null, pageInfo: { hasNextPage: true } },
    });
  });

  test('a list that ends before its own total is an error, not a page without end', async () => {
    const { data, faults } = await ask(states([], 5), list);
    expect(data).toMatchObject({ reports: { pageInfo: { hasNextPage: false } } });
    expect(faults).toEqual([['reports.nodes.0', 'SOURCE_BAD_DATA']]);
  });
});
