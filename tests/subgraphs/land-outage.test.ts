import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createWorld } from '../../sandbox/world/index.js';
import { callerWith, startLand, type LandUnderTest } from './land-sandbox.js';

const world = createWorld({ scale: 0.1 });
const admin = callerWith(['officer', 'auditor']);
const inVinh = world.parcels.find(({ jurisdiction }) => jurisdiction === 'vinh')!;
const inHue = world.parcels.find(({ jurisdiction }) => jurisdiction === 'hue')!;
const unavailable = { code: 'SOURCE_UNAVAILABLE', source: 'land-hue' };

let land: LandUnderTest;
beforeAll(async () => {
  land = await startLand(world, ['land-hue']);
});
afterAll(() => land.close());

test('a source that is down fails its own parcels and no others', async () => {
  const { data, errors } = await land.ask(
    `{ here: parcel(code: "${inVinh.code}") { code } there: parcel(code: "${inHue.code}") { code } }`,
    admin,
  );
  expect(data).toEqual({ here: { code: inVinh.code }, there: null });
  expect(errors).toEqual([expect.objectContaining({ path: ['there'], extensions: unavailable })]);
});

test('a person’s list says that a source is missing from it', async () => {
  const { personalId } = inVinh.users[0]!;
  const { data, errors } = await land.ask(
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { parcels(first: 5) { totalCount nodes { code } } } } }',
    admin,
    { r: [{ __typename: 'Person', personalId }] },
  );
  const [{ parcels }] = data['_entities'] as [{ parcels: { totalCount: null; nodes: unknown[] } }];
  expect(parcels.totalCount).toBeNull();
  expect(parcels.nodes[0]).toBeNull();
  expect(parcels.nodes).toContainEqual({ code: inVinh.code });
  expect(errors).toEqual([expect.objectContaining({ path: ['_entities', 0, 'parcels', 'nodes', 0], extensions: unavailable })]);
});

test('statistics of its jurisdiction are an error, not a zero', async () => {
  const { data, errors } = await land.ask(
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Jurisdiction { landStatistics { parcelCount } } } }',
    admin,
    { r: ['vinh', 'hue'].map((slug) => ({ __typename: 'Jurisdiction', slug })) },
  );
  expect(data['_entities']).toMatchObject([{ landStatistics: {} }, { landStatistics: null }]);
  expect(errors).toEqual([expect.objectContaining({ extensions: unavailable })]);
});
