import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startSystem, type RunningSystem } from '../../sandbox/system.js';
import { iofficeSystems } from '../../sandbox/systems/ioffice/index.js';
import { createWorld, wellKnown } from '../../sandbox/world/index.js';

const world = createWorld({ scale: 0.1 });
let system: RunningSystem;
let token: string;

const call = async (path: string, body?: object, withToken: string | null = token) => {
  const response = await fetch(`${system.source.url}/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', ...(withToken && { 'X-Authentication-Token': withToken }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as { status: { code: string }; data: never };
};

beforeAll(async () => {
  const [ngheAn] = iofficeSystems(world);
  system = await startSystem(ngheAn!, { latencyMs: 0 });
  const { username, password } = system.source.options as { username: string; password: string };
  const { data } = await call('login/', { username, password, tokenFireBase: '' }, null);
  token = (data as { token: string }).token;
});
afterAll(() => system.close());

describe('the iOffice of the sandbox', () => {
  test('stands once in each province', () => {
    expect(iofficeSystems(world).map(({ source }) => source.id)).toEqual(['ioffice-nghe-an', 'ioffice-quang-tri', 'ioffice-hue']);
    expect(system.source).toMatchObject({ jurisdictions: ['vinh', 'thai-hoa', 'hoang-mai'], prefixes: ['H41'] });
  });

  test('says in the envelope who may not come in', async () => {
    expect((await call('login/', { username: 'x', password: 'y' }, null)).status.code).toBe('1');
    expect((await call('document/getlistwaitingdocument/', {}, null)).status.code).toBe('401');
    expect((await call('document/getlistwaitingdocument/', {}, 'forged')).status.code).toBe('401');
  });

  test.each(['waiting', 'processed', 'notify', 'outdate', 'signed'])('keeps the %s list, and counts it', async (name) => {
    const rows = (await call(`document/getlist${name}document/`, { pageNo: 1, pageRec: 5, param: '', kho: '' })).data as object[];
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThanOrEqual(5);
    const twin = name === 'signed' ? 'pagingsigneddocument' : `getpaging${name}document`;
    const { totalRecord } = (await call(`document/${twin}/`, { pageNo: 1, pageRec: 5, param: '', kho: '' })).data as {
      totalRecord: number;
    };
    expect(totalRecord).toBeGreaterThanOrEqual(rows.length);
  });

  test('writes the product’s field names and dates', async () => {
    const row = (await call(`document/getdetaildocument/${wellKnown.documentId}/`)).data as Record<string, string>;
    expect(row).toMatchObject({ id: '10001', congVanDenDi: '2', doMat: 'Thường', maHoSo: wellKnown.dossierCode });
    expect(row['soKiHieu']).toEqual(expect.any(String));
    expect(row['ngayVanBan']).toMatch(/^\d{2}\/\d{2}\/\d{4}$/);
    const log = (await call(`document/getactivitylog/${wellKnown.documentId}/`)).data as Record<string, string>[];
    expect(log[0]).toEqual(expect.objectContaining({ fullName: expect.any(String), action: expect.any(String) }));
    expect(await call(`file/getfileattach/${wellKnown.documentId}/`)).toMatchObject({
      data: expect.arrayContaining([expect.objectContaining({ attachmentId: expect.any(String) })]),
    });
    expect((await call('document/getdetaildocument/99999999/')).data).toBeNull();
  });

  test('finds by dossier, agency and days, newest first', async () => {
    const found = async (body: object) =>
      (await call('document/search/', { pageNo: 1, pageRec: 100, ...body })).data as {
        tongSo: number;
        danhSach: { id: string; maDonVi: string; ngayDenDi: string }[];
      };
    const open = await found({ dsMaHoSo: [wellKnown.dossierCode], doMat: 'Thường' });
    expect(open.danhSach.map(({ id }) => id)).toContain('10001');
    const vinh = await found({ dsDonVi: [wellKnown.agencyId], tuNgay: '01/01/2026', denNgay: '31/12/2026' });
    expect(vinh.danhSach.every(({ maDonVi }) => maDonVi === wellKnown.agencyId)).toBe(true);
    const days = vinh.danhSach.map(({ ngayDenDi }) => ngayDenDi.split('/').toReversed().join('-'));
    expect(days).toEqual(days.toSorted().toReversed());
    expect(days.every((day) => day >= '2026-01-01')).toBe(true);
  });

  test('holds two secret papers', async () => {
    const { data } = await call('document/search/', { pageNo: 1, pageRec: 10, doMat: 'Mật' });
    const top = await call('document/search/', { pageNo: 1, pageRec: 10, doMat: 'Tuyệt mật' });
    expect([data, top.data]).toMatchObject([{ tongSo: 1 }, { tongSo: 1 }]);
  });

  test('reports what its lists hold', async () => {
    const lines = (await call('report/documentreport/', { tuNgay: '', denNgay: '', dsDonVi: [] })).data as {
      soDen: number;
      soDi: number;
      theoThang: { soDen: number }[];
    }[];
    const total = lines.reduce((sum, line) => sum + line.soDen + line.soDi, 0);
    expect(total).toBe(world.documents.filter(({ province }) => province === 'nghe-an').length);
    expect(lines[0]!.theoThang.reduce((sum, month) => sum + month.soDen, 0)).toBe(lines[0]!.soDen);
  });

  test('forwards a document once for each key: log, due day and report show it', async () => {
    const { id } = world.documents.find(
      (one) => one.province === 'nghe-an' && one.direction === 'INCOMING' && one.completedOn === null,
    )!;
    const path = 'incommingdocument/tranferdocument/';
    const body = { id: String(id), chuTri: ['canbo2'], phoiHop: [], dongGui: [], hanXuLy: '01/01/2020', comment: 'Gấp' };
    const overdue = async () =>
      ((await call('report/documentreport/', {})).data as { quaHan: number }[]).reduce((sum, line) => sum + line.quaHan, 0);
    const log = async () => (await call(`document/getactivitylog/${id}/`)).data as { chuyenToi: string; comment: string }[];
    const [before, counted] = [(await log()).length, await overdue()];
    const wasOverdue = ((await call(`document/getdetaildocument/${id}/`)).data as { tinhTrangXuLy: string }).tinhTrangXuLy;

    for (let times = 0; times < 2; times++) {
      const { status, data } = await call(path, { ...body, maYeuCau: 'request-0001' });
      expect({ status: status.code, data }).toEqual({ status: '0', data: { id: String(id), ngayChuyen: world.today } });
    }
    expect(await log()).toHaveLength(before + 1);
    expect((await log()).at(-1)).toMatchObject({ chuyenToi: 'canbo2', comment: 'Gấp' });
    expect(await overdue()).toBe(counted + (wasOverdue === 'QUA_HAN' ? 0 : 1));
    const refusals = [
      { ...body, comment: 'Khác', maYeuCau: 'request-0001' },
      { ...body, maYeuCau: '' },
      { ...body, chuTri: [], maYeuCau: 'request-0002' },
      { ...body, id: '99999999', maYeuCau: 'request-0003' },
    ];
    const codes = [];
    for (const refused of refusals) codes.push((await call(path, refused)).status.code);
    expect(codes).toEqual(['409', '2', '2', '404']);
    expect((await call('outgoingdocument/tranferdocument/', { ...body, maYeuCau: 'request-0004' })).status.code).toBe('404');
    expect(await log()).toHaveLength(before + 1);
  });
});
