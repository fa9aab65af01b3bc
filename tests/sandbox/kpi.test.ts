import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startSystem, type RunningSystem } from '../../sandbox/system.js';
import { kpiSystems } from '../../sandbox/systems/kpi/index.js';
import type { RawIndicator, RawObservation } from '../../sandbox/systems/kpi/raw.type.js';
import { createWorld } from '../../sandbox/world/index.js';

const world = createWorld({ scale: 0.1 });
let system: RunningSystem;
beforeAll(async () => {
  system = await startSystem(kpiSystems(world)[0]!, { latencyMs: 0 });
});
afterAll(() => system.close());

const key = { 'x-api-key': 'sandbox-kpi-nghe-an' };
const get = (path: string, headers: Record<string, string> = key) => fetch(`${system.source.url}/goi-tin/${path}`, { headers });
const find = (path: string, body: object) =>
  fetch(`${system.source.url}/goi-tin/${path}/tra-cuu`, {
    method: 'POST',
    headers: { ...key, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
async function rowsOf<T>(response: Promise<Response>): Promise<T[]> {
  return ((await (await response).json()) as { duLieu: T[] }).duLieu;
}
const figures = (body: object) => rowsOf<RawObservation>(find('du-lieu-chi-so', body));

test('asks for its key, and refuses what it cannot read', async () => {
  expect((await get('danh-muc-chi-tieu', {})).status).toBe(401);
  expect((await get('danh-muc-chi-tieu', { 'x-api-key': 'wrong' })).status).toBe(401);
  expect((await find('du-lieu-chi-so', { maDiaBan: 'DT-VINH' })).status).toBe(400);
});

test('offers every package of the list', async () => {
  for (const name of ['che-do-bao-cao', 'danh-muc-ky-bao-cao', 'danh-muc-chi-tieu', 'danh-muc-nhom-chi-so', 'danh-muc-phan-to'])
    expect(await rowsOf(get(name))).not.toHaveLength(0);
  expect(await rowsOf(find('trang-thai-bao-cao', { maDiaBan: ['DT-VINH'], nam: 2026 }))).not.toHaveLength(0);
});

test('every figure is of a listed indicator', async () => {
  const listed = new Set((await rowsOf<RawIndicator>(get('danh-muc-chi-tieu'))).map(({ maChiTieu }) => maChiTieu));
  const rows = await figures({ maDiaBan: ['DT-VINH', 'DT-THAI-HOA', '16681'] });
  expect(rows.filter(({ maChiTieu }) => !listed.has(maChiTieu))).toEqual([]);
});

test('gives the real figures as the documents do, contradictions included', async () => {
  const given = async (code: string) =>
    (await figures({ maDiaBan: ['DT-VINH'], maChiTieu: [code], loai: ['THUC_HIEN'] })).map(
      ({ giaTri, dau, binhQuanTheo }) => `${dau}${giaTri}${binhQuanTheo ? `/${binhQuanTheo}` : ''}`,
    );
  expect(await given('CQS.VANBAN.KYSO')).toEqual(['=82.35', '>90', '=0']);
  expect(await given('ANTT.VIPHAM.GIAOTHONG')).toEqual(['~360000', '~6200/TUAN', '~300/NGAY']);
  expect(await given('PA.DANHGIA')).toEqual(['=619', '=470', '=77', '=72']);
  expect(await given('PA.TONG')).toEqual(['=424']);
  expect(await given('CQS.TTHC.MUC4')).toEqual(['=42.5']);
  expect(await given('NS.CNTT.TYLE')).toEqual(['=1.58']);
});

test('counts months and years from the world, up to its today', async () => {
  const rows = await figures({ maDiaBan: ['DT-THAI-HOA'], maChiTieu: ['TD.HOSO.TIEPNHAN'], loai: ['THUC_HIEN'] });
  const sum = (type: string) =>
    rows.filter(({ kyBaoCao }) => kyBaoCao.loaiKy === type).reduce((all, { giaTri }) => all + (giaTri ?? 0), 0);
  const accepted = world.dossiers.filter(({ jurisdiction, acceptedAt }) => jurisdiction === 'thai-hoa' && acceptedAt !== null);
  expect(sum('NAM')).toBe(accepted.length);
  expect(sum('THANG')).toBe(accepted.length);
  expect(rows.every(({ tinhDen }) => tinhDen <= world.today)).toBe(true);
});

test('finds many indicators and areas in one request, cut by days and to the newest', async () => {
  const both = await figures({ maDiaBan: ['DT-VINH', '16681'], maChiTieu: ['DS.DANSO'], moiNhat: true });
  expect(both.map(({ diaBan, kyBaoCao }) => [diaBan.maDiaBan, kyBaoCao.tenKy])).toEqual([
    ['DT-VINH', 'Năm 2026'],
    ['16681', 'Năm 2026'],
  ]);
  const one = await figures({ maDiaBan: ['DT-VINH'], maChiTieu: ['DS.DANSO'], tuKy: '2023-01-01', denKy: '2023-12-31' });
  expect(one).toHaveLength(1);
});

test('takes a figure down once for each key, and leaves approved ones alone', async () => {
  const kyBaoCao = { loaiKy: 'NAM', tuNgay: '2025-01-01', denNgay: '2025-12-31', tenKy: 'Năm 2025' };
  const figure = {
    maChiTieu: 'CQS.HOSO.TRUCTUYEN',
    maDiaBan: 'DT-VINH',
    kyBaoCao,
    giaTri: 47.5,
    tuSo: null,
    mauSo: null,
    tinhDen: '2025-12-31',
  };
  const submit = (body: object, headers: Record<string, string> = key) =>
    fetch(`${system.source.url}/goi-tin/so-lieu-bao-cao`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  for (let times = 0; times < 2; times++)
    expect(await rowsOf(submit({ ...figure, maYeuCau: 'request-0001' }))).toMatchObject([{ giaTri: 47.5, trangThai: 'DA_GUI' }]);
  expect(await rowsOf(submit({ ...figure, giaTri: 48, maYeuCau: 'request-0002' }))).toMatchObject([{ giaTri: 48 }]);
  const statuses = [];
  for (const [body, headers] of [
    [{ ...figure, giaTri: 49, maYeuCau: 'request-0001' }],
    [
      {
        ...figure,
        maChiTieu: 'NS.CNTT.TYLE',
        kyBaoCao: { ...kyBaoCao, tuNgay: '2022-01-01', denNgay: '2022-12-31' },
        maYeuCau: 'request-0003',
      },
    ],
    [{ ...figure, maChiTieu: 'NO.SUCH', maYeuCau: 'request-0004' }],
    [figure],
    [{ ...figure, maYeuCau: 'request-0005' }, {}],
  ] as const)
    statuses.push((await submit(body, headers)).status);
  expect(statuses).toEqual([409, 423, 400, 400, 401]);
  const held = await figures({
    maDiaBan: ['DT-VINH'],
    maChiTieu: [figure.maChiTieu],
    loai: ['THUC_HIEN'],
    tuKy: '2025-12-31',
    denKy: '2025-12-31',
  });
  expect(held.map(({ giaTri }) => giaTri)).toEqual([48]);
});
