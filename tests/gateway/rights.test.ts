import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { smallFederation } from './small-federation.js';

const people = {
  sdl: `
    type Query { person(id: ID!): Person everyone: [Person!] secretCount: Int @requiresScopes(scopes: [["health:statistics"]]) things: [Thing] must: Must file(personalId: ID!): String @policy(policies: [["own_file"]]) }
    type Person @key(fields: "id") { id: ID! name: String @requiresScopes(scopes: [["person:read"]]) friend: Person }
    interface Thing { id: ID! label: String }
    type Open implements Thing { id: ID! label: String }
    type Closed implements Thing @requiresScopes(scopes: [["health:restricted"]]) { id: ID! label: String }
    type Must { strict: Strict nested: Strict! }
    type Strict { plain: String secret: String! @requiresScopes(scopes: [["health:restricted"], ["health:read", "person:read"]]) }
  `,
  resolvers: {
    Query: {
      person: (_: unknown, { id }: { id: string }) => ({ id, name: 'Hạnh', friend: { id: '9', name: 'Nam' } }),
      everyone: () => [
        { id: '1', name: 'Hạnh' },
        { id: '2', name: 'Nam' },
      ],
      secretCount: () => 7,
      things: () => [
        { __typename: 'Open', id: 'o', label: 'open' },
        { __typename: 'Closed', id: 'c', label: 'closed' },
      ],
      file: (_: unknown, { personalId }: { personalId: string }) => `file ${personalId}`,
      must: () => ({ strict: { plain: 'p', secret: 's' }, nested: { plain: 'p', secret: 's' } }),
    },
  },
};
const records = {
  sdl: `type Person @key(fields: "id") { id: ID! record: Record @requiresScopes(scopes: [["health:read"]]) visits: Int }
    type Record @requiresScopes(scopes: [["health:read"]]) { note: String }`,
  resolvers: { Person: { record: () => ({ note: 'n' }), visits: () => 3 } },
};

describe('the rights filter', () => {
  let hub: Awaited<ReturnType<typeof smallFederation>>;
  beforeAll(async () => void (hub = await smallFederation({ people, records })));
  afterAll(() => hub.close());
  const denied = (...path: (string | number)[]) => ({
    message: 'Unauthorized field or type',
    path,
    extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
  });

  test('nulls a denied field, says so at its response path, and gives the rest', async () => {
    const { data, errors } = await hub.ask('{ who: person(id: 1) { id called: name friend { id name } } }', 'ioc');
    expect(data).toEqual({ who: { id: '1', called: null, friend: { id: '9', name: null } } });
    expect(errors).toEqual([denied('who', 'called'), denied('who', 'friend', 'name')]);
  });

  test('names every position of a list, and keeps the client’s order of fields', async () => {
    const { data, errors } = await hub.ask('{ everyone { name id } }', 'ioc');
    expect(JSON.stringify(data)).toBe('{"everyone":[{"name":null,"id":"1"},{"name":null,"id":"2"}]}');
    expect(errors).toEqual([denied('everyone', 0, 'name'), denied('everyone', 1, 'name')]);
  });

  test('never fetches what is denied', async () => {
    hub.fetches['records'] = [];
    const { data, errors } = await hub.ask('{ person(id: 1) { id record { note } } }', 'ioc');
    expect(data).toEqual({ person: { id: '1', record: null } });
    expect(errors).toEqual([denied('person', 'record')]);
    expect(hub.fetches['records']).toEqual([]);
  });

  test('asks no subgraph at all when everything is denied', async () => {
    hub.fetches['people'] = [];
    const { data, errors } = await hub.ask('{ n: secretCount }', 'citizen');
    expect(data).toEqual({ n: null });
    expect(errors).toEqual([denied('n')]);
    expect(hub.fetches['people']).toEqual([]);
  });

  test('gives what the caller’s rights allow', async () => {
    const { data, errors } = await hub.ask('{ person(id: 1) { name record { note } visits } }', 'clinician');
    expect(data).toEqual({ person: { name: 'Hạnh', record: { note: 'n' }, visits: 3 } });
    expect(errors).toBeUndefined();
  });

  test('holds through fragments, aliases, directives and variables', async () => {
    const query = `query ($no: Boolean! = true, $id: ID!) { person(id: $id) { ...F a: name @skip(if: $no) b: name @include(if: $no) } }
      fragment F on Person { ... on Person { c: name } ...G } fragment G on Person { friend { d: name } }`;
    const { data, errors } = await hub.ask(query, 'ioc', { id: '1' });
    expect(data).toEqual({ person: { c: null, friend: { d: null }, b: null } });
    expect(errors).toEqual([denied('person', 'c'), denied('person', 'friend', 'd'), denied('person', 'b')]);
  });

  test('an interface needs every implementer, unless the selections name those they mean', async () => {
    const all = await hub.ask('{ things { id label } }', 'ioc');
    expect(all.data).toEqual({ things: null });
    expect(all.errors).toEqual([denied('things')]);
    const named = await hub.ask('{ things { __typename ... on Open { id } ... on Closed { label } } }', 'ioc');
    expect(named.data).toEqual({
      things: [
        { __typename: 'Open', id: 'o' },
        { __typename: 'Closed', label: null },
      ],
    });
    expect(named.errors).toEqual([denied('things', 1, 'label')]);
    expect((await hub.ask('{ things { id label } }', 'restricted-care')).data).toEqual({
      things: [
        { id: 'o', label: 'open' },
        { id: 'c', label: 'closed' },
      ],
    });
  });

  test('a denied non-null field takes its object with it, as the specification has it', async () => {
    const { data, errors } = await hub.ask('{ must { strict { plain secret } } }', 'ioc');
    expect(data).toEqual({ must: { strict: null } });
    expect(errors).toEqual([denied('must', 'strict', 'secret')]);
    expect((await hub.ask('{ must { nested { secret } } }', 'ioc')).data).toEqual({ must: null });
  });

  test('outer lists are alternatives, inner lists conjunctions', async () => {
    expect((await hub.ask('{ must { strict { secret } } }', 'restricted-care')).data).toEqual({
      must: { strict: { secret: 's' } },
    });
    expect((await hub.ask('{ must { strict { secret } } }', 'clinician')).data).toEqual({ must: { strict: { secret: 's' } } });
    expect((await hub.ask('{ must { strict { secret } } }', 'officer')).data).toEqual({ must: { strict: null } });
  });

  test('one caller’s plan is never another’s', async () => {
    const query = '{ person(id: 1) { name } }';
    expect((await hub.ask(query, 'clinician')).data).toEqual({ person: { name: 'Hạnh' } });
    expect((await hub.ask(query, 'ioc')).data).toEqual({ person: { name: null } });
    expect((await hub.ask(query, 'clinician')).data).toEqual({ person: { name: 'Hạnh' } });
  });

  test('a policy is asked with the arguments of the field, by value or by variable', async () => {
    const query = 'query ($id: ID!) { own: file(personalId: $id) other: file(personalId: "040199000002") }';
    const { data, errors } = await hub.ask(query, 'citizen', { id: '040199000001' });
    expect(data).toEqual({ own: 'file 040199000001', other: null });
    expect(errors).toEqual([denied('other')]);
    expect((await hub.ask(query, 'citizen', { id: '040199000003' })).data).toEqual({ own: null, other: null });
  });

  test('a field may be called __proto__, and is then just that', async () => {
    const { app } = hub;
    const payload = { query: '{ __proto__: person(id: 1) { id __proto__: record { note } } }' };
    const { body } = await app.inject({ method: 'POST', url: '/graphql', headers: { authorization: 'Bearer ioc' }, payload });
    expect(body).toContain('"__proto__":{"id":');
    expect(body).toContain('"__proto__":null');
    expect(({} as { id?: unknown }).id).toBeUndefined();
  });

  test('tells auditors and operators which rule refused, and nobody else', async () => {
    const { errors } = await hub.ask('{ person(id: 1) { record { note } } }', 'admin');
    expect(errors![0]!.extensions).toEqual({
      code: 'UNAUTHORIZED_FIELD_OR_TYPE',
      reason: { coordinate: 'Person.record', scopes: [['health:read']] },
    });
    expect((await hub.ask('{ person(id: 1) { record { note } } }', 'ioc')).errors![0]!.extensions).toEqual({
      code: 'UNAUTHORIZED_FIELD_OR_TYPE',
    });
  });
});
