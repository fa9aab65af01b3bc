import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { wellKnown } from '../../sandbox/world/index.js';
import { callerWith, startLand, type LandUnderTest } from './land-sandbox.js';
import { auditor, citizen, hers, inside, jurisdictions, widestOfficer, world, zonesOver } from './land-world.js';

let land: LandUnderTest;
beforeAll(async () => {
  land = await startLand(world);
});
afterAll(() => land.close());

describe('the parcels of persons', () => {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) {
    ... on Person { personalId parcels(first: 10) { totalCount nodes { code } } } } }`;
  const represent = (ids: readonly string[]) => ({ r: ids.map((personalId) => ({ __typename: 'Person', personalId })) });

  test('of a hundred persons cost one request to each source, with no identifier in an address', async () => {
    const ids = [wellKnown.personalId, ...world.people.slice(0, 99).map(({ personalId }) => personalId)];
    await land.upstream();
    const { data, errors } = await land.ask(query, widestOfficer, represent(ids));
    expect(errors).toEqual([]);
    expect((await land.upstream()).toSorted()).toEqual([
      'land-dong-ha POST /ogc/collections/thua-dat/items',
      'land-dong-hoi POST /geoserver/wfs',
      'land-hue POST /arcgis/rest/services/Land/FeatureServer/0/query',
      'land-nghe-an POST /geoserver/wfs',
    ]);
    const answers = data['_entities'] as { personalId: string; parcels: { totalCount: number; nodes: { code: string }[] } }[];
    for (const { personalId, parcels } of answers) {
      const expected = world.parcels.filter(({ users }) => users.some((user) => user.personalId === personalId));
      expect(parcels.totalCount).toBe(expected.length);
      expect(parcels.nodes.map(({ code }) => code)).toEqual(
        expected
          .map(({ code }) => code)
          .toSorted()
          .slice(0, 10),
      );
    }
  });

  test('are refused to a citizen for anyone but themselves', async () => {
    const { data, errors } = await land.ask(query, citizen, represent([wellKnown.personalId, world.people[5]!.personalId]));
    expect((data['_entities'] as { parcels: unknown }[])[0]?.parcels).toMatchObject({ totalCount: hers.length });
    expect((data['_entities'] as { parcels: unknown }[])[1]?.parcels).toBeNull();
    expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN']);
  });
});

describe('statistics', () => {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) {
    ... on Jurisdiction { landStatistics { parcelCount areaM2 byLandUse { landUse { code name } parcelCount areaM2 } provenance { source jurisdiction } } }
    ... on AdminUnit { landStatistics { parcelCount areaM2 } } } }`;

  test('of every jurisdiction agree with its parcels, one request to each source', async () => {
    await land.upstream();
    const slugs = world.jurisdictions.map(({ slug }) => slug);
    // Small groups are told to those who read their people by name.
    const registrar = callerWith(['ioc', 'officer']);
    const { data, errors } = await land.ask(query, registrar, { r: slugs.map((slug) => ({ __typename: 'Jurisdiction', slug })) });
    expect(errors).toEqual([]);
    expect(await land.upstream()).toHaveLength(4);
    (data['_entities'] as { landStatistics: Record<string, unknown> }[]).forEach(({ landStatistics }, at) => {
      const parcels = inside(slugs[at]!);
      expect(landStatistics['parcelCount']).toBe(parcels.length);
      expect(landStatistics['areaM2']).toBeCloseTo(
        parcels.reduce((sum, { areaM2 }) => sum + areaM2, 0),
        0,
      );
      const byLandUse = landStatistics['byLandUse'] as { landUse: { code: string; name: string }; parcelCount: number }[];
      for (const { landUse, parcelCount } of byLandUse) {
        expect(landUse.name).toEqual(expect.any(String));
        expect(parcelCount).toBe(parcels.filter((parcel) => parcel.landUse[0] === landUse.code).length);
      }
      expect(byLandUse.reduce((sum, { parcelCount }) => sum + parcelCount, 0)).toBe(parcels.length);
    });
  });

  test('of a commune are those of its form since the reform, and refused out of reach', async () => {
    const units = [
      { __typename: 'AdminUnit', code: '16690', validFrom: '2025-07-01' },
      { __typename: 'AdminUnit', code: '16690', validFrom: '2004-01-01' },
      { __typename: 'AdminUnit', code: '40', validFrom: '2004-01-01' },
      { __typename: 'AdminUnit', code: inside('hue')[0]!.communeCode, validFrom: '2025-07-01' },
    ];
    const ioc = callerWith(['ioc'], { jurisdictions: ['vinh'] });
    const { data, errors } = await land.ask(query, ioc, { r: units });
    const parcelCount = world.parcels.filter(({ communeCode }) => communeCode === '16690').length;
    expect(data['_entities']).toEqual([
      { landStatistics: { parcelCount, areaM2: expect.any(Number) } },
      { landStatistics: null },
      { landStatistics: null },
      { landStatistics: null },
    ]);
    expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN']);
  });
});

test('a hundred parcels with their plan cost two requests to each source', async () => {
  const parcels = jurisdictions.flatMap((slug) => inside(slug).slice(0, 25));
  await land.upstream();
  const { data, errors } = await land.ask(
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Parcel { code planningZones { id } } } }',
    auditor,
    { r: parcels.map(({ code }) => ({ __typename: 'Parcel', code })) },
  );
  expect(errors).toEqual([]);
  expect((await land.upstream()).length).toBe(8);
  expect(data['_entities']).toEqual(
    parcels.map((parcel) => ({ code: parcel.code, planningZones: expect.any(Array) as unknown })),
  );
  (data['_entities'] as { planningZones: { id: string }[] }[]).forEach(({ planningZones }, at) => {
    expect(planningZones.map(({ id }) => id).toSorted()).toEqual(zonesOver(parcels[at]!));
  });
});
