import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readAdminUnits } from '../../subgraphs/directory/admin-unit.connector.js';
import { fold } from '../../core/fold.js';
import { openDirectoryClient } from './directory-client.js';

interface AdminUnitPage {
  readonly nodes: readonly { readonly code: string }[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

let client: Awaited<ReturnType<typeof openDirectoryClient>>;
beforeAll(async () => {
  client = await openDirectoryClient();
});
afterAll(() => client.close());

describe('units before and after 1 July 2025', () => {
  test('a reused code names another unit on another day', async () => {
    expect(
      await client.data(`{
        now: adminUnit(code: "16690") { name validFrom validTo decree areaKm2 centre { lon lat } jurisdiction { slug } agency { id } }
        former: adminUnit(code: "16690", on: "2025-06-30") { name type validTo formerDistrict divided areaKm2 agency { id } jurisdiction { slug } }
        quangBinh: adminUnit(code: "44", on: "2025-06-30") { name }
        quangTri: adminUnit(code: "44", on: "2025-07-01") { name province { name } agency { id } }
        gone: adminUnit(code: "45") { name }
        unknown: adminUnit(code: "99999") { name }
        tooEarly: adminUnit(code: "16690", on: "1990-01-01") { name }
      }`),
    ).toEqual({
      now: {
        name: 'Phường Trường Vinh',
        validFrom: '2025-07-01',
        validTo: null,
        decree: 'QĐ 19/2025/QĐ-TTg',
        areaKm2: 34.22,
        centre: { lon: 105.74, lat: 18.6798 },
        jurisdiction: { slug: 'vinh' },
        agency: { id: 'H41.17' },
      },
      former: {
        name: 'Phường Trường Thi',
        type: 'Phường',
        validTo: '2025-06-30',
        formerDistrict: 'Thành phố Vinh',
        divided: false,
        areaKm2: null,
        agency: null,
        jurisdiction: { slug: 'vinh' },
      },
      quangBinh: { name: 'Tỉnh Quảng Bình' },
      quangTri: { name: 'Tỉnh Quảng Trị', province: null, agency: { id: 'H50' } },
      gone: null,
      unknown: null,
      tooEarly: null,
    });
  });

  const lines = readFileSync(new URL('../fixtures/admin-units-three-cities.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  test.each(lines.map((line) => line.split('\t')))('%s %s/%s %s: %s %s became the unit of the fixture', async (...row) => {
    const [city, province, , district, code, name, split, newCode, newName, newProvince, newProvinceName] = row;
    const { unit, successors } = await client.data(
      `query ($code: String!) {
        unit: adminUnit(code: $code, on: "2025-06-30") { name formerDistrict divided province { code } jurisdiction { slug } }
        successors: adminUnitSuccessors(code: $code) { code name validFrom province { code name } predecessors { code } }
      }`,
      { code },
    );
    expect(unit).toEqual({
      name,
      formerDistrict: district,
      divided: split === 'True',
      province: { code: province },
      jurisdiction: { slug: city },
    });
    expect(successors).toHaveLength(1);
    expect(successors[0]).toMatchObject({
      code: newCode,
      validFrom: '2025-07-01',
      province: { code: newProvince, name: newProvinceName },
    });
    // The fixture and the table place the tone mark differently (Hoá, Hóa).
    expect(fold(successors[0].name)).toBe(fold(newName!));
    expect(successors[0].predecessors).toContainEqual({ code });
  });

  test('a divided commune names every unit it went to', async () => {
    const { unit, pages } = await client.data(`{
      unit: adminUnit(code: "00007", on: "2025-06-30") { name divided successors { code name } }
      pages: adminUnits(on: "2025-06-30", level: COMMUNE, province: "01", first: 100) { nodes { divided successors { code } } }
    }`);
    expect(unit).toMatchObject({ name: 'Phường Cống Vị', divided: true });
    expect(unit.successors.length).toBeGreaterThan(1);
    for (const { divided, successors } of pages.nodes) expect(divided).toBe(successors.length > 1);
  });

  test('a former district leads to the communes of today, a merged province to both it was made of', async () => {
    expect(
      await client.data(`{
        vinh: adminUnitSuccessors(code: "412") { code }
        island: adminUnit(code: "19742") { name type predecessors { code name level } }
        quangTri: adminUnit(code: "44") { predecessors { code name } }
        standing: adminUnitSuccessors(code: "16690", before: "2026-01-01") { code }
        unknown: adminUnitSuccessors(code: "99999") { code }
      }`),
    ).toEqual({
      vinh: ['16681', '16702', '17920', '16690', '16708', '16732'].map((code) => ({ code })),
      island: {
        name: 'Đặc khu Cồn Cỏ',
        type: 'Đặc khu',
        predecessors: [{ code: '471', name: 'Huyện Cồn Cỏ', level: 'DISTRICT' }],
      },
      quangTri: {
        predecessors: [
          { code: '44', name: 'Tỉnh Quảng Bình' },
          { code: '45', name: 'Tỉnh Quảng Trị' },
        ],
      },
      standing: [],
      unknown: null,
    });
  });

  test('holds the whole country in both forms', async () => {
    const counts = await client.data(`{
      provinces: adminUnits(level: PROVINCE, first: 1) { totalCount }
      communes: adminUnits(level: COMMUNE, first: 1) { totalCount }
      districts: adminUnits(level: DISTRICT, first: 1) { totalCount }
      oldProvinces: adminUnits(level: PROVINCE, on: "2025-06-30", first: 1) { totalCount }
      oldCommunes: adminUnits(level: COMMUNE, on: "2025-06-30", first: 1) { totalCount }
      oldDistricts: adminUnits(level: DISTRICT, on: "2025-06-30", first: 1) { totalCount }
    }`);
    expect(Object.values(counts).map((page) => (page as { totalCount: number }).totalCount)).toEqual([
      34, 3_321, 0, 63, 10_035, 696,
    ]);
  });
});

test('every unit has a name, a code of its level’s length, and numbers that are numbers', () => {
  const digits = { PROVINCE: 2, DISTRICT: 3, COMMUNE: 5 };
  for (const { name, code, level, areaKm2, centre } of readAdminUnits().values()) {
    expect(name).toMatch(/\S/);
    expect(code).toMatch(new RegExp(`^\\d{${digits[level]}}$`));
    for (const value of [areaKm2, centre?.lon, centre?.lat]) expect(Number.isFinite(value ?? 0)).toBe(true);
  }
});

test('every unit is of a kind the law knows', () => {
  const kinds = new Set([...readAdminUnits().values()].map(({ type }) => type));
  expect(kinds).toEqual(new Set(['Phường', 'Xã', 'Thị trấn', 'Đặc khu', 'Quận', 'Huyện', 'Thị xã', 'Thành phố', 'Tỉnh']));
});

describe('search', () => {
  test.each(['Trường Vinh', 'truong vinh', 'vinh trương', 'PHƯỜNG truong VINH'])('"%s" finds Trường Vinh', async (search) => {
    const { adminUnits } = await client.data(
      'query ($search: String) { adminUnits(search: $search, province: "40", first: 10) { nodes { code } } }',
      { search },
    );
    expect(adminUnits.nodes).toContainEqual({ code: '16690' });
  });

  test('đ is found as d', async () => {
    const { adminUnits } = await client.data('{ adminUnits(search: "dong hoi", first: 5) { nodes { name } } }');
    expect(adminUnits.nodes).toContainEqual({ name: 'Phường Đồng Hới' });
  });

  test('pages neither repeat nor skip', async () => {
    const page =
      'query ($after: String) { adminUnits(province: "46", first: 15, after: $after) { nodes { code } totalCount pageInfo { hasNextPage endCursor } } }';
    const seen: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const { adminUnits }: { adminUnits: AdminUnitPage } = await client.data(page, { after });
      seen.push(...adminUnits.nodes.map(({ code }) => code));
      ({ hasNextPage: more, endCursor: after } = adminUnits.pageInfo);
      if (!more) expect(seen).toHaveLength(adminUnits.totalCount);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(41);
  });

  test('finds agencies by words and jurisdiction', async () => {
    const { agencies } = await client.data(
      '{ agencies(search: "truong vinh", jurisdiction: "vinh", first: 5) { nodes { id name } totalCount } }',
    );
    expect(agencies).toEqual({ nodes: [{ id: 'H41.17', name: 'UBND phường Trường Vinh' }], totalCount: 1 });
  });
});
