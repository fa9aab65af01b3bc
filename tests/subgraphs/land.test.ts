import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startLand, type LandUnderTest } from './land-sandbox.js';
import { auditor, centreOf, inside, jurisdictions, widestOfficer, world, zonesOver } from './land-world.js';

let land: LandUnderTest;
beforeAll(async () => {
  land = await startLand(world);
});
afterAll(() => land.close());

const fields = `code communeCode sheetNumber parcelNumber areaM2 address certified landUses { code name nameEn listVersion }
  unit { code validFrom } jurisdiction { slug } provenance { source system jurisdiction }`;

describe.each(jurisdictions)('a parcel of %s', (slug) => {
  const expected = inside(slug)[3]!;
  const { lon, lat } = centreOf(expected);
  const whole = {
    code: expected.code,
    communeCode: expected.communeCode,
    sheetNumber: expected.sheetNumber,
    parcelNumber: expected.parcelNumber,
    areaM2: expected.areaM2,
    address: expected.address,
    certified: expected.certified,
    unit: { code: expected.communeCode, validFrom: '2025-07-01' },
    jurisdiction: { slug },
    provenance: expect.objectContaining({ jurisdiction: slug }) as unknown,
  };

  test('is found by code, by number and at a point, from its own source alone', async () => {
    await land.upstream();
    for (const query of [
      `{ found: parcel(code: "${expected.code}") { ${fields} } }`,
      `{ found: parcelByNumber(communeCode: "${expected.communeCode}", sheetNumber: ${expected.sheetNumber}, parcelNumber: ${expected.parcelNumber}) { ${fields} } }`,
      `{ found: parcelAt(lon: ${lon}, lat: ${lat}) { ${fields} } }`,
    ]) {
      const { data, errors } = await land.ask(query, auditor);
      expect(errors).toEqual([]);
      expect(data['found']).toMatchObject(whole);
      expect((data['found'] as { landUses: { code: string; name: string }[] }).landUses.map(({ code }) => code)).toEqual(
        expected.landUse,
      );
      expect(await land.upstream()).toHaveLength(1);
    }
  });

  test('has a boundary after RFC 7946', async () => {
    const { data } = await land.ask(`{ parcel(code: "${expected.code}") { geometry } }`, auditor);
    const { geometry } = data['parcel'] as { geometry: { type: string; coordinates: [number, number][][] } };
    expect(geometry.type).toBe('Polygon');
    const ring = geometry.coordinates[0]!;
    expect(ring[0]).toEqual(ring.at(-1));
    for (const [x, y] of ring) {
      expect(Math.abs(x - lon)).toBeLessThan(0.001);
      expect(Math.abs(y - lat)).toBeLessThan(0.001);
      expect(String(x)).toMatch(/^\d+(\.\d{1,7})?$/);
    }
    const twiceTheArea = ring.slice(1).reduce((sum, [x, y], at) => sum + ring[at]![0] * y - x * ring[at]![1], 0);
    expect(twiceTheArea).toBeGreaterThan(0);
  });

  test('has the zones of the plan that share ground with it', async () => {
    const { data, errors } = await land.ask(
      `{ parcel(code: "${expected.code}") { planningZones { id name decision plannedUse { code name } geometry } } }`,
      auditor,
    );
    expect(errors).toEqual([]);
    const { planningZones } = data['parcel'] as { planningZones: { id: string }[] };
    expect(planningZones.map(({ id }) => id).toSorted()).toEqual(zonesOver(expected));
  });

  test('shows its users to an officer, and its columns only', async () => {
    const { data } = await land.ask(
      `{ parcel(code: "${expected.code}") { users { fullName person { personalId } } } }`,
      widestOfficer,
    );
    expect((data['parcel'] as { users: unknown }).users).toEqual(
      expected.users.map(({ personalId, fullName }) => ({ fullName, person: { personalId } })),
    );
  });
});

describe('what does not exist', () => {
  test('an unknown code, number or place is null', async () => {
    const { data, errors } = await land.ask(
      `{ a: parcel(code: "w774zzzzzzzz") { code } b: parcel(code: "000000000000") { code }
         c: parcelByNumber(communeCode: "16690", sheetNumber: 9999, parcelNumber: 1) { code }
         d: parcelByNumber(communeCode: "00001", sheetNumber: 1, parcelNumber: 1) { code }
         e: parcelAt(lon: 105.75, lat: 18.67) { code } f: parcels(commune: "00001", first: 1) { totalCount } }`,
      auditor,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ a: null, b: null, c: null, d: null, e: null, f: null });
  });

  test('a point that no source covers asks none', async () => {
    await land.upstream();
    const { data } = await land.ask('{ parcelAt(lon: 2.35, lat: 48.85) { code } }', auditor);
    expect(data).toEqual({ parcelAt: null });
    expect(await land.upstream()).toEqual([]);
  });
});

describe('malformed arguments are named', () => {
  test.each([
    ['parcel(code: "W774") { code }', 'code'],
    ['parcel(code: "w774hreq1yh1\' OR 1=1") { code }', 'code'],
    ['parcelByNumber(communeCode: "x", sheetNumber: 1, parcelNumber: 1) { code }', 'communeCode'],
    ['parcelByNumber(communeCode: "16690", sheetNumber: 0, parcelNumber: 1) { code }', 'sheetNumber'],
    ['parcelByNumber(communeCode: "16690", sheetNumber: 1, parcelNumber: -1) { code }', 'parcelNumber'],
    ['parcelAt(lon: 200, lat: 1) { code }', 'lon'],
    ['parcelAt(lon: 1, lat: 91) { code }', 'lat'],
    ['parcels(first: 1) { totalCount }', 'box'],
    ['parcels(first: 1, commune: "16690", box: { west: 105, south: 18, east: 105.1, north: 18.1 }) { totalCount }', 'commune'],
    ['parcels(first: 1, box: { west: 105.1, south: 18, east: 105, north: 18.1 }) { totalCount }', 'box'],
    ['parcels(first: 1, box: { west: 100, south: 10, east: 110, north: 20 }) { totalCount }', 'box'],
    ['parcels(first: 1, box: { west: 100, south: 100, east: 110, north: 20 }) { totalCount }', 'box.south'],
    ['parcels(first: 0, commune: "16690") { totalCount }', 'first'],
    ['parcels(first: 101, commune: "16690") { totalCount }', 'first'],
    ['parcels(first: 1, after: "?", commune: "16690") { totalCount }', 'after'],
    ['parcels(first: 1, commune: "1669") { totalCount }', 'commune'],
  ])('%s', async (field, argument) => {
    const { data, errors } = await land.ask(`{ found: ${field} }`, auditor);
    expect(data).toEqual({ found: null });
    expect(errors).toEqual([expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', argument } })]);
  });
});
