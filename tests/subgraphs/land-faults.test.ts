import { describe, expect, test } from '@jest/globals';
import { askLand, feature, parcel, square, type StubRegister } from './land-stub.js';
import { callerWith } from './land-sandbox.js';

const auditor = callerWith(['auditor']);
const officer = callerWith(['officer']);
const [lon, lat] = [105.5, 18.5];
const [code, other] = ['w774hreq1yh1', 'w774hreq1yh2'];
const here = parcel(code, square(lon, lat));

describe('a list', () => {
  const box = `box: { west: ${lon - 0.01}, east: ${lon + 0.01}, south: ${lat - 0.01}, north: ${lat + 0.01} }`;
  const list = (register: StubRegister, select: string, after?: string) =>
    askLand(
      [register],
      `{ parcels(first: 2, ${select}${after === undefined ? '' : `, after: "${after}"`}) { nodes { code } totalCount pageInfo { hasNextPage } } }`,
      auditor,
    );
  const failed = { 'parcels.nodes.0': 'SOURCE_BAD_DATA' };
  const cursorAt = (offset: number) => Buffer.from(JSON.stringify({ 'land-vinh': offset })).toString('base64url');

  test('of a server that does not read the box, or the commune, is an error', async () => {
    expect(await list({ parcels: [here, parcel(other, square(lon + 0.3, lat))] }, box)).toMatchObject({ errors: failed });
    expect(await list({ parcels: [here, parcel(other, null, { MaXa: '16681' })] }, 'commune: "16690"')).toMatchObject({
      errors: failed,
    });
    const fine = await list({ parcels: [here, parcel(other, null)] }, box);
    expect(fine).toEqual({
      data: { parcels: { nodes: [{ code }, { code: other }], totalCount: 2, pageInfo: { hasNextPage: false } } },
      errors: {},
    });
  });

  test('that its count contradicts is an error, not a list without an end or cut short', async () => {
    expect((await list({ parcels: [here], matched: 9 }, 'commune: "16690"', cursorAt(1))).errors).toEqual(failed);
    expect((await list({ parcels: [here, parcel(other, null)], matched: 1 }, 'commune: "16690"')).errors).toEqual(failed);
  });

  test('of a server that does not count has no total', async () => {
    const { data, errors } = await list({ parcels: [here], matched: 'unknown' }, 'commune: "16690"');
    expect(errors).toEqual({});
    expect(data['parcels']).toEqual({ nodes: [{ code }], totalCount: null, pageInfo: { hasNextPage: false } });
  });

  test.each([10_000_000, 9_999_999])('far behind its end is empty (offset %i)', async (offset) => {
    const { data, errors } = await list({ parcels: [here] }, 'commune: "16690"', cursorAt(offset));
    expect(errors).toEqual({});
    expect(data['parcels']).toMatchObject({ nodes: [], totalCount: 1 });
  });

  test.each(['eyJ4IjotMX0', Buffer.from('{"land-vinh":1e9}').toString('base64url'), '', 'null', '{'])(
    'with the made-up cursor "%s" is refused',
    async (after) => {
      expect((await list({ parcels: [here] }, 'commune: "16690"', after)).errors).toEqual({ parcels: 'BAD_USER_INPUT' });
    },
  );
});

describe('at a point', () => {
  const query = `{ parcelAt(lon: ${lon}, lat: ${lat}) { code } }`;

  test('a parcel that is elsewhere shows that the source and the hub mean different places', async () => {
    const shifted = parcel(code, square(lon + 0.002, lat));
    expect(await askLand([{ parcels: [shifted] }], query, auditor)).toEqual({
      data: { parcelAt: null },
      errors: { parcelAt: 'SOURCE_BAD_DATA' },
    });
  });

  test('a parcel that ends a metre from it is still the one', async () => {
    const near = parcel(code, square(lon + 0.00011, lat));
    expect(await askLand([{ parcels: [near] }], query, auditor)).toEqual({ data: { parcelAt: { code } }, errors: {} });
    const both = [near, parcel(other, square(lon, lat))];
    expect((await askLand([{ parcels: both }], query, auditor)).data).toEqual({ parcelAt: { code: other } });
  });

  test('a register that is down matters only where no other has the parcel', async () => {
    const found = await askLand([{ parcels: [here] }, { broken: true }], query, auditor);
    expect(found).toEqual({ data: { parcelAt: { code } }, errors: {} });
    const missing = await askLand([{ parcels: [] }, { broken: true }], query, auditor);
    expect(missing).toEqual({ data: { parcelAt: null }, errors: { parcelAt: 'SOURCE_UNAVAILABLE' } });
  });
});

test('by code, a register that is down matters only where no other has the parcel', async () => {
  const query = `{ here: parcel(code: "${code}") { code } there: parcel(code: "${other}") { code } }`;
  expect(await askLand([{ parcels: [here] }, { broken: true }], query, auditor)).toEqual({
    data: { here: { code }, there: null },
    errors: { there: 'SOURCE_UNAVAILABLE' },
  });
});

describe('a boundary', () => {
  const query = `{ parcel(code: "${code}") { code geometry planningZones { id } } }`;
  const zone = (ring: ReturnType<typeof square> | null) => feature({ MaQuyHoach: 'Z1' }, ring);

  test('outside all that the register covers is an error of its own, and of what is compared with it', async () => {
    const { data, errors } = await askLand([{ parcels: [parcel(code, square(100, 1))] }], query, auditor);
    expect(data['parcel']).toEqual({ code, geometry: null, planningZones: null });
    expect(errors).toEqual({ 'parcel.geometry': 'SOURCE_BAD_DATA', 'parcel.planningZones': 'SOURCE_BAD_DATA' });
  });

  test('that the register does not have leaves open what is planned', async () => {
    const { data, errors } = await askLand([{ parcels: [parcel(code, null)], zones: [zone(square(lon, lat))] }], query, auditor);
    expect(errors).toEqual({});
    expect(data['parcel']).toEqual({ code, geometry: null, planningZones: null });
  });

  test('of a zone may be missing, but not be nonsense', async () => {
    const planned = async (...zones: object[]) => askLand([{ parcels: [here], zones }], query, auditor);
    const { data } = await planned(zone(square(lon, lat)), zone(null));
    expect(data['parcel']).toMatchObject({ planningZones: [{ id: 'Z1' }] });
    expect((await planned(zone(square(1, 1)))).errors).toEqual({ 'parcel.planningZones': 'SOURCE_BAD_DATA' });
  });
});

describe('columns', () => {
  const read = async (more: Record<string, unknown>) =>
    askLand(
      [{ parcels: [parcel(code, null, more)] }],
      `{ parcel(code: "${code}") { communeCode sheetNumber areaM2 address landUses { code } users { fullName person { personalId } } } }`,
      officer,
    );

  test('may be text or numbers, and empty text is nothing', async () => {
    const { data, errors } = await read({
      MaXa: 16690,
      SoHieuToBanDo: '7',
      DienTichPhapLy: '',
      DiaChi: ' ',
      KyHieuMucDichSuDung: '',
      SoDinhDanh1: 40199000001,
      HoTen1: 'Nguyễn Thị An',
      SoDinhDanh2: '',
      HoTen2: '',
    });
    expect(errors).toEqual({});
    expect(data['parcel']).toEqual({
      communeCode: '16690',
      sheetNumber: 7,
      areaM2: null,
      address: null,
      landUses: [],
      users: [{ fullName: 'Nguyễn Thị An', person: { personalId: '040199000001' } }],
    });
  });

  test.each([{ SoHieuToBanDo: null }, { SoHieuToBanDo: '' }, { SoThuTuThua: true }, { DienTichPhapLy: '125,5' }])(
    'with %j are bad data, not a zero',
    async (more) => {
      expect((await read(more)).errors).toEqual({ parcel: 'SOURCE_BAD_DATA' });
    },
  );

  const statistics = (row: Record<string, unknown>) =>
    askLand(
      [{ statistics: [{ MaXa: 16690, KyHieu: 'ODT', SoThua: '5', DienTich: '12.5', ...row }] }],
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Jurisdiction { landStatistics { parcelCount areaM2 byLandUse { landUse { code } } } } } }',
      auditor,
      { r: [{ __typename: 'Jurisdiction', slug: 'vinh' }] },
    );

  test('of statistics follow the same rules; parcels without a purpose are counted under none', async () => {
    const { data } = await statistics({ KyHieu: null });
    expect(data['_entities']).toEqual([{ landStatistics: { parcelCount: 5, areaM2: 12.5, byLandUse: [{ landUse: null }] } }]);
    const { errors } = await statistics({ SoThua: null });
    expect(errors).toEqual({ '_entities.0.landStatistics': 'SOURCE_BAD_DATA' });
  });
});
