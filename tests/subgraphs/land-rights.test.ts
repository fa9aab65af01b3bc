import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { wellKnown } from '../../sandbox/world/index.js';
import { callerWith, startLand, type LandUnderTest } from './land-sandbox.js';
import { citizen, hers, inside, officer, world } from './land-world.js';

let land: LandUnderTest;
beforeAll(async () => {
  land = await startLand(world);
});
afterAll(() => land.close());

describe('rights', () => {
  const stranger = inside('vinh').find(({ users }) => users.every(({ personalId }) => personalId !== wellKnown.personalId))!;
  const hue = inside('hue')[0]!;

  test('a citizen sees the parcels they use and no others', async () => {
    const { data, errors } = await land.ask(
      `{ own: parcel(code: "${hers[0]!.code}") { code users { person { personalId } } } other: parcel(code: "${stranger.code}") { code } }`,
      citizen,
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ own: { code: hers[0]!.code }, other: null });
  });

  test('an officer sees the land of their jurisdiction; of another it is as if it were not there', async () => {
    await land.upstream();
    const { data, errors } = await land.ask(
      `{ here: parcel(code: "${stranger.code}") { code } there: parcel(code: "${hue.code}") { code } }`,
      officer,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ here: { code: stranger.code }, there: null });
    expect((await land.upstream()).filter((request) => request.startsWith('land-hue'))).toEqual([]);
    const thaiHoa = inside('thai-hoa')[0]!;
    expect((await land.ask(`{ parcel(code: "${thaiHoa.code}") { code } }`, officer)).data).toEqual({ parcel: null });
  });

  test('a commune of another jurisdiction is refused', async () => {
    const { data, errors } = await land.ask(
      `{ parcels(first: 1, commune: "${hue.communeCode}") { totalCount }
         parcelByNumber(communeCode: "${hue.communeCode}", sheetNumber: 1, parcelNumber: 1) { code } }`,
      officer,
    );
    expect(data).toEqual({ parcels: null, parcelByNumber: null });
    expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });

  test('a caller without the right to personal data gets none, by any way', async () => {
    const { data, errors } = await land.ask(
      `query ($r: [_Any!]!) { parcel(code: "${stranger.code}") { code users { fullName } }
        _entities(representations: $r) { ... on Person { parcels(first: 1) { totalCount } } } }`,
      callerWith(['ioc']),
      { r: [{ __typename: 'Person', personalId: wellKnown.personalId }] },
    );
    expect(data).toEqual({ parcel: { code: stranger.code, users: null }, _entities: [{ parcels: null }] });
    expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual([
      'UNAUTHORIZED_FIELD_OR_TYPE',
      'UNAUTHORIZED_FIELD_OR_TYPE',
    ]);
  });

  test('who reads every parcel and is also a citizen sees the users of their own parcels only', async () => {
    const both = callerWith(['ioc', 'citizen'], { personalId: wellKnown.personalId });
    const { data } = await land.ask(
      `{ own: parcel(code: "${hers[0]!.code}") { users { fullName } } other: parcel(code: "${stranger.code}") { code users { fullName } } }`,
      both,
    );
    expect(data).toEqual({
      own: { users: hers[0]!.users.map(({ fullName }) => ({ fullName })) },
      other: { code: stranger.code, users: null },
    });
  });
});
