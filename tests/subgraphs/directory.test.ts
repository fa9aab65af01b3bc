import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createDirectorySubgraph } from '../../subgraphs/directory/index.js';
import { subgraphContract } from '../contract/subgraph.js';
import { callerOf, officer, openDirectoryClient } from './directory-client.js';

let client: Awaited<ReturnType<typeof openDirectoryClient>>;
beforeAll(async () => {
  client = await openDirectoryClient();
});
afterAll(() => client.close());

subgraphContract({
  create: async () => ({
    subgraph: await createDirectorySubgraph(),
    requests: async () => 0,
    close: async () => undefined,
  }),
  caller: officer,
  entities: [
    {
      typename: 'AdminUnit',
      references: [
        { code: '16690', validFrom: '2025-07-01' },
        { code: '16690', validFrom: '2004-01-01' },
        { code: '44', validFrom: '2025-07-01' },
        { code: '412', validFrom: '2004-01-01' },
      ],
      unknown: { code: '99999', validFrom: '2025-07-01' },
      selection: '{ code name validTo jurisdiction { slug } provenance { source system jurisdiction fetchedAt } }',
    },
    {
      typename: 'Jurisdiction',
      references: [{ slug: 'vinh' }, { slug: 'hue' }, { slug: 'dong-ha' }],
      unknown: { slug: 'atlantis' },
      selection: '{ slug name units { name } }',
    },
    {
      typename: 'Agency',
      references: [{ id: 'H41' }, { id: 'H41.17' }, { id: 'H57.02' }],
      unknown: { id: 'H99.99' },
      selection: '{ id code102 name parent { name } unit { name } }',
    },
  ],
});

describe('jurisdictions and agencies', () => {
  test('a jurisdiction is a dated set of communes', async () => {
    const { jurisdiction } = await client.data(`{ jurisdiction(slug: "vinh") {
      name legalStatus province { code name } now: units { code } former: units(on: "2025-06-30") { code } agencies { id unit { code } }
    } }`);
    expect(jurisdiction).toMatchObject({
      name: 'Vinh',
      legalStatus: 'FORMER_CITY',
      province: { code: '40', name: 'Tỉnh Nghệ An' },
    });
    expect(jurisdiction.now).toHaveLength(6);
    expect(jurisdiction.former).toHaveLength(33);
    expect(jurisdiction.agencies.map(({ unit }: { unit: { code: string } }) => unit.code)).toEqual(
      jurisdiction.now.map(({ code }: { code: string }) => code),
    );
  });

  test('lists those of a province, and none of one the hub does not serve', async () => {
    expect(
      await client.data(
        '{ a: jurisdictions(province: "40") { slug } b: jurisdictions(province: "01") { slug } c: jurisdictions { slug } }',
      ),
    ).toEqual({
      a: ['vinh', 'thai-hoa', 'hoang-mai'].map((slug) => ({ slug })),
      b: [],
      c: ['vinh', 'thai-hoa', 'hoang-mai', 'dong-ha', 'dong-hoi', 'hue'].map((slug) => ({ slug })),
    });
  });

  test('an agency is found by either identifier', async () => {
    const selection = '{ id code102 name parent { id name } unit { code validFrom } jurisdiction { slug } }';
    const { a, b, none } = await client.data(
      `{ a: agency(id: "H41.17") ${selection} b: agencyByCode102(code: "000.00.17.H41") ${selection} none: agency(id: "H99") ${selection} }`,
    );
    expect(a).toEqual(b);
    expect(a).toEqual({
      id: 'H41.17',
      code102: '000.00.17.H41',
      name: 'UBND phường Trường Vinh',
      parent: { id: 'H41', name: 'UBND tỉnh Nghệ An' },
      unit: { code: '16690', validFrom: '2025-07-01' },
      jurisdiction: { slug: 'vinh' },
    });
    expect(none).toBeNull();
  });
});

describe('who may ask', () => {
  const person = '{ person(personalId: "040199000001") { personalId } }';

  test('a citizen reaches only their own key', async () => {
    expect((await client.ask(person, {}, callerOf(['citizen'], '040199000001'))).data).toEqual({
      person: { personalId: '040199000001' },
    });
    const denied = await client.ask(person, {}, callerOf(['citizen'], '040199000002'));
    expect(denied.data).toEqual({ person: null });
    expect(denied.errors).toEqual([expect.objectContaining({ extensions: { code: 'FORBIDDEN' } })]);
    expect(JSON.stringify(denied)).not.toContain('040199');
  });

  test('statistics roles have no way to persons, but to places', async () => {
    const answer = await client.ask(
      `{ person(personalId: "040199000001") { personalId } adminUnit(code: "16690") { name } }`,
      {},
      callerOf(['ioc']),
    );
    expect(answer.data).toEqual({ person: null, adminUnit: { name: 'Phường Trường Vinh' } });
    expect(answer.errors).toEqual([expect.objectContaining({ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } })]);
  });

  test('without a role nothing is read', async () => {
    const answer = await client.ask(
      '{ adminUnit(code: "16690") { name } jurisdictions { slug } agency(id: "H41") { name } }',
      {},
      callerOf([]),
    );
    expect(answer.data).toEqual({ adminUnit: null, jurisdictions: null, agency: null });
  });
});

test.each([
  ['code', '{ adminUnit(code: "x") { name } }'],
  ['on', '{ adminUnit(code: "16690", on: "30/06/2025") { name } }'],
  ['before', '{ adminUnitSuccessors(code: "16690", before: "soon") { name } }'],
  ['province', '{ adminUnits(province: "nghe-an", first: 1) { totalCount } }'],
  ['first', '{ adminUnits(first: 101) { totalCount } }'],
  ['first', '{ agencies(first: 0) { totalCount } }'],
  ['after', '{ adminUnits(first: 1, after: "?") { totalCount } }'],
  ['search', `{ agencies(search: "${'x'.repeat(101)}", first: 1) { totalCount } }`],
  ['slug', '{ jurisdiction(slug: "Vinh City") { name } }'],
  ['province', '{ jurisdictions(province: "4") { name } }'],
  ['province', '{ jurisdictions(province: "") { name } }'],
  ['province', '{ adminUnits(province: "", first: 1) { totalCount } }'],
  ['jurisdiction', '{ agencies(jurisdiction: "", first: 1) { totalCount } }'],
  ['id', '{ agency(id: "h41;drop") { name } }'],
  ['code', '{ agencyByCode102(code: "H41") { name } }'],
  ['personalId', '{ person(personalId: "040199") { personalId } }'],
])('a malformed %s is named, and costs only its own field: %s', async (argument, query) => {
  const { data: answer, errors } = await client.ask(query);
  expect(Object.values(answer!)).toEqual([null]);
  expect(errors).toEqual([expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', argument } })]);
});

test('a malformed day costs the list of units only, not the jurisdiction', async () => {
  const { data, errors } = await client.ask('{ jurisdiction(slug: "vinh") { name units(on: "yesterday") { code } } }');
  expect(data).toEqual({ jurisdiction: { name: 'Vinh', units: null } });
  expect(errors).toEqual([expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', argument: 'on' } })]);
});
