import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createMasks } from '../../gateway/rights/masks.js';
import { hubFeature } from '../../schema/rules.js';
import { smallFederation, type Answer } from './small-federation.js';

const data = (mask: string) => `@personalData(category: "IDENTITY", mask: "${mask}")`;
const scope = (name: string) => `@requiresScopes(scopes: [["${name}"]])`;

/** People in one subgraph, what they own in another: joined by what auditors see as a pseudonym. */
const people = {
  sdl: `${hubFeature}
    type Query {
      people: [Person!] ${scope('person:read')}
      person(id: ID! @reveals(field: "Person.id")): Person ${scope('person:read')}
      search(filter: Filter): [Person!] ${scope('person:read')}
      anyone: Being ${scope('person:read')}
    }
    input Filter { town: String name: String @reveals(field: "Person.name") also: [Filter!] }
    interface Being @public { name: String ${data('INITIALS')} }
    type Person implements Being @key(fields: "id") {
      id: ID! ${scope('person:read')} ${data('PSEUDONYM')}
      name: String ${scope('person:read')} ${data('INITIALS')}
      phone: String ${scope('person:read')} ${data('LAST4')}
      born: String ${scope('person:read')} ${data('YEAR')}
      home: String ${scope('person:read')} ${data('COARSE')}
      note: String ${scope('person:read')} ${data('HIDE')}
      nicknames: [String!] ${scope('person:read')} ${data('INITIALS')}
      town: String @public
    }`,
  resolvers: {
    Query: { people: () => all, person: () => all[0], search: () => all, anyone: () => ({ __typename: 'Person', ...all[0] }) },
    Person: { __resolveReference: ({ id }: { id: string }) => all.find((one) => one.id === id) },
  },
};
const owned = {
  sdl: `type Person @key(fields: "id") { id: ID! owns: [String!] ${scope('land:personal')} }`,
  resolvers: { Person: { owns: ({ id }: { id: string }) => [`parcel of ${id.slice(-1)}`] } },
};
const all = ['040199000001', '040199000002'].map((id) => ({
  id,
  name: 'Nguyễn Thị Minh Hạnh',
  phone: '0912345678',
  born: '1985-03-12',
  home: '12 Lê Lợi, phường Trường Vinh, tỉnh Nghệ An',
  note: 'secret',
  nicknames: ['Bé Na'],
  town: 'Vinh',
}));

let hub: Awaited<ReturnType<typeof smallFederation>>;
beforeAll(async () => {
  hub = await smallFederation({ people, owned });
});
afterAll(() => hub.close());
const first = ({ data: found }: Answer) => (found!['people'] as Record<string, unknown>[])[0]!;

describe('masks', () => {
  test('show who reads in the clear the values, and who reads masked the masks', async () => {
    const query = '{ people { name phone born home note nicknames town } }';
    expect(first(await hub.ask(query, 'clinician'))).toMatchObject({ name: 'Nguyễn Thị Minh Hạnh', note: 'secret' });
    const masked = await hub.ask(query, 'auditor');
    expect(first(masked)).toEqual({
      name: 'N.T.M.H.',
      phone: '••••5678',
      born: '1985',
      home: 'tỉnh Nghệ An',
      note: null,
      nicknames: ['B.N.'],
      town: 'Vinh',
    });
    expect(masked.errors).toBeUndefined();
  });

  test('say of which fields, so that a null is not read as nothing', async () => {
    const { extensions } = await hub.ask('{ people { alias: note town } }', 'auditor');
    expect(extensions).toEqual({ masked: [{ mask: 'HIDE', coordinate: 'Person.note' }] });
    expect((await hub.ask('{ people { note } }', 'clinician')).extensions).toBeUndefined();
  });

  test.each([
    ['an alias', '{ people { x: name } }'],
    ['a named fragment', '{ people { ...F } } fragment F on Person { x: name }'],
    ['an inline fragment', '{ people { ... on Person { x: name } } }'],
    ['a fragment on the interface', '{ people { ... on Being { x: name } } }'],
    ['@include', 'query ($yes: Boolean = true) { people { x: name @include(if: $yes) } }'],
    ['twice under one name', '{ people { x: name ... { x: name } } }'],
  ])('hold by %s', async (_way, query) => expect(first(await hub.ask(query, 'auditor'))).toEqual({ x: 'N.T.M.H.' }));

  test('hold behind an interface', async () => {
    expect((await hub.ask('{ anyone { name } }', 'auditor')).data).toEqual({ anyone: { name: 'N.T.M.H.' } });
  });

  test('leave the joins whole: a pseudonym is one for one person, whatever subgraph answers', async () => {
    const { data: found } = await hub.ask('{ people { id owns } again: people { id } }', 'auditor');
    const rows = found!['people'] as { id: string; owns: string[] }[];
    expect(rows.map(({ owns }) => owns)).toEqual([['parcel of 1'], ['parcel of 2']]);
    expect(rows[0]!.id).toMatch(/^p-[\w-]{22}$/);
    expect(rows[0]!.id).not.toBe(rows[1]!.id);
    expect((found!['again'] as { id: string }[]).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(JSON.stringify(found)).not.toContain('040199');
  });

  test('make pseudonyms that another audience, or another key, cannot put together', () => {
    const pseudonym = (key: string, audience: string) => createMasks(key)(audience)('PSEUDONYM', '040199000001');
    expect(pseudonym('k', 'a')).toBe(pseudonym('k', 'a'));
    expect(new Set([pseudonym('k', 'a'), pseudonym('k', 'b'), pseudonym('l', 'a')]).size).toBe(3);
  });

  test('tell nothing where the value is not of the form the mask is for', () => {
    const mask = createMasks('k')('a');
    expect(mask('YEAR', 'khoảng 1985')).toBeNull();
    expect(mask('COARSE', '12 Lê Lợi')).toBeNull();
    expect(mask('LAST4', '1234567')).toBe('••••');
    expect(mask('INITIALS', '  ')).toBe('');
    for (const name of ['HIDE', 'INITIALS', 'LAST4', 'YEAR', 'COARSE', 'PSEUDONYM'] as const) expect(mask(name, null)).toBeNull();
  });
});

describe('a value that identifies', () => {
  const refused = (path: string) =>
    expect.objectContaining({ path: [path], extensions: expect.objectContaining({ code: 'UNAUTHORIZED_FIELD_OR_TYPE' }) });

  test('may be asked by only by those who may read it', async () => {
    const query = 'query ($id: ID!) { person(id: $id) { town } }';
    expect((await hub.ask(query, 'clinician', { id: all[0]!.id })).data).toEqual({ person: { town: 'Vinh' } });
    const { data: found, errors } = await hub.ask(query, 'auditor', { id: all[0]!.id });
    expect([found, errors]).toEqual([{ person: null }, [refused('person')]]);
  });

  test('may not be filtered by either, however deep it stands; a filter without it may', async () => {
    const query = 'query ($f: Filter) { search(filter: $f) { town } }';
    const rows = { search: [{ town: 'Vinh' }, { town: 'Vinh' }] };
    for (const filter of [null, { town: 'Vinh' }, { name: null }, { also: [{ town: 'x' }] }])
      expect((await hub.ask(query, 'auditor', { f: filter })).data).toEqual(rows);
    for (const filter of [{ name: 'Nguyễn' }, { town: 'Vinh', also: [{ also: [{ name: '' }] }] }]) {
      expect((await hub.ask(query, 'auditor', { f: filter })).errors).toEqual([refused('search')]);
      expect((await hub.ask(query, 'clinician', { f: filter })).data).toEqual(rows);
    }
    expect((await hub.ask('{ search(filter: { name: "Nguyễn" }) { town } }', 'auditor')).errors).toEqual([refused('search')]);
  });
});
