import { describe, expect, test } from '@jest/globals';
import { createCaller, type Caller } from '../../auth/caller.js';
import { callerWith } from './land-sandbox.js';
import { askLand } from './land-stub.js';

const figures = 'landStatistics { suppressed parcelCount areaM2 byLandUse { suppressed landUse { code } parcelCount areaM2 } }';
const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Jurisdiction { ${figures} } ... on AdminUnit { ${figures} } } }`;
const r = [
  { __typename: 'Jurisdiction', slug: 'vinh' },
  { __typename: 'AdminUnit', code: '16690', validFrom: '2025-07-01' },
];

interface Uses {
  readonly byLandUse: readonly { readonly landUse: { readonly code: string } | null; readonly areaM2: number | null }[] | null;
}

/** What `caller` reads of a city, and of its only ward, with so many parcels of each use, of 100 m² each. */
async function read(counts: Readonly<Record<string, number>>, caller: Caller): Promise<Uses> {
  const statistics = Object.entries(counts).map(([KyHieu, SoThua]) => ({
    MaXa: '16690',
    KyHieu,
    SoThua,
    DienTich: SoThua * 100,
  }));
  const { data, errors } = await askLand([{ statistics }], query, caller, { r });
  expect(errors).toEqual({});
  const [city, ward] = (data['_entities'] as { landStatistics: Uses }[]).map(({ landStatistics }) => landStatistics);
  expect(ward).toEqual(city);
  return city!;
}

const told = (code: string, parcelCount: number) => ({
  suppressed: false,
  landUse: { code },
  parcelCount,
  areaM2: parcelCount * 100,
});
const hidden = (code: string) => ({ suppressed: true, landUse: { code }, parcelCount: null, areaM2: null });
const withheld = { suppressed: true, parcelCount: null, areaM2: null, byLandUse: null };
const ioc = callerWith(['ioc']);
const registrar = callerWith(['ioc', 'officer'], { jurisdictions: ['vinh'], agency: 'H41.17' });

describe('a place of fewer than five parcels', () => {
  test('tells no figure of them to who may not read their users', async () => {
    expect(await read({ ODT: 1 }, ioc)).toEqual(withheld);
    expect(await read({ ODT: 2, CLN: 2 }, ioc)).toEqual(withheld);
  });

  test('none, or five, are told', async () => {
    expect(await read({}, ioc)).toEqual({ suppressed: false, parcelCount: 0, areaM2: 0, byLandUse: [] });
    const five = { suppressed: false, parcelCount: 5, areaM2: 500, byLandUse: [told('ODT', 5)] };
    expect(await read({ ODT: 5 }, ioc)).toEqual(five);
  });

  test('tells them to an officer of the place', async () => {
    const four = { suppressed: false, parcelCount: 4, areaM2: 400, byLandUse: [told('ODT', 4)] };
    expect(await read({ ODT: 4 }, registrar)).toEqual(four);
  });

  test.each<[string, Caller]>([
    ['an officer without a purpose', createCaller({ ...registrar, purpose: null })],
    ['an auditor, who sees masks', callerWith(['auditor'])],
    ['who may read their own parcels', callerWith(['ioc', 'citizen'], { personalId: '040199000001' })],
  ])('not to %s', async (_, caller) => {
    expect(await read({ ODT: 4 }, caller)).toEqual(withheld);
  });
});

describe('a purpose of use of fewer than five parcels', () => {
  test('is withheld with the next smallest, or the total would tell it', async () => {
    expect(await read({ CLN: 3, LUC: 9, ODT: 30, ONT: 0 }, ioc)).toEqual({
      suppressed: false,
      parcelCount: 42,
      areaM2: 4_200,
      byLandUse: [told('ODT', 30), told('ONT', 0), hidden('CLN'), hidden('LUC')],
    });
  });

  test('does not show by its place in the list how large it is', async () => {
    const { byLandUse } = await read({ ODT: 30, LUC: 4, CLN: 3, BHK: 20 }, ioc);
    expect(byLandUse!.map(({ landUse }) => landUse!.code)).toEqual(['ODT', 'BHK', 'CLN', 'LUC']);
    expect(byLandUse).toEqual([told('ODT', 30), told('BHK', 20), hidden('CLN'), hidden('LUC')]);
  });

  test('is told to an officer of the place', async () => {
    const { byLandUse } = await read({ ODT: 30, LUC: 4, CLN: 3 }, registrar);
    expect(byLandUse).toEqual([told('ODT', 30), told('LUC', 4), told('CLN', 3)]);
  });
});
