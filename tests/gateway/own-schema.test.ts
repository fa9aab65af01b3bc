import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hubFeature } from '../../schema/rules.js';
import { smallFederation } from './small-federation.js';

const one = {
  sdl: `type Query { open: Int secret: Secret @requiresScopes(scopes: [["kpi:write"]]) thing(by: Level): Thing }
    type Secret @requiresScopes(scopes: [["kpi:write"]]) { note: String }
    interface Named { name: String }
    type Thing implements Named { id: ID! name: String hidden: Int @requiresScopes(scopes: [["kpi:write"]]) }
    enum Level { HIGH LOW } `,
  resolvers: {
    Query: {
      open: () => 1,
      thing: () => ({ id: 1, name: 'a', hidden: 7 }),
      secret: () => ({ note: 'n' }),
    },
  },
};
const trusted = 'query Trusted { open thing { hidden name } }';

describe('an operation in a caller’s own words', () => {
  let hub: Awaited<ReturnType<typeof smallFederation>>;
  beforeAll(async () => void (hub = await smallFederation({ one }, { trustedDocuments: [trusted] })));
  afterAll(() => hub.close());

  // Each pair: something hidden, and the same with a name that there is not.
  test.each([
    ['a field', '{ thing { hidden } }', '{ thing { hiddem } }'],
    ['a root field', '{ secret { note } }', '{ secreu { note } }'],
    ['a field misspelt so that a hidden one comes to mind', '{ thing { hiddenn } }', '{ thing { hixxenn } }'],
    ['a fragment on a type', '{ open ... on Secret { note } }', '{ open ... on Secreu { note } }'],
    ['a named fragment', '{ open ...F } fragment F on Secret { note }', '{ open ...F } fragment F on Secreu { note }'],
    ['a variable of a type', 'query ($x: Secret) { open }', 'query ($x: Secreu) { open }'],
    ['a fragment below', '{ thing { ... on Secret { note } } }', '{ thing { ... on Secreu { note } } }'],
    ['the type by name', '{ __type(name: "Secret") { name } }', '{ __type(name: "Secreu") { name } }'],
  ])('cannot tell what is hidden from what is not there: %s', async (_way, hidden, absent) => {
    const answer = async (query: string) => {
      const { statusCode, body } = await hub.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { authorization: 'Bearer ioc' },
        payload: { query },
      });
      return [
        statusCode,
        body
          .replaceAll(
            /secreu|hiddem|hixxenn/gi,
            (word) => ({ secreu: 'secret', hiddem: 'hidden', hixxenn: 'hiddenn' })[word.toLowerCase()]!,
          )
          .toLowerCase(),
      ];
    };
    expect(await answer(hidden)).toEqual(await answer(absent));
  });

  test('is valid for those who may see what it names', async () => {
    expect((await hub.ask('{ thing { hidden } secret { note } }', 'reporter')).data).toEqual({
      thing: { hidden: 7 },
      secret: { note: 'n' },
    });
    const { errors } = await hub.ask('{ thing { hiden } }', 'reporter');
    expect(errors![0]!.message).toContain('Did you mean "hidden"');
    expect(errors![0]!.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });

  test('may name a hidden field where it is a trusted document, however a client spells it: the field is null with an error', async () => {
    for (const query of [trusted, trusted.replaceAll(' ', '\n  '), 'query Trusted { open thing { hidden name __typename } }']) {
      const { data, errors } = await hub.ask(query, 'ioc');
      expect(data).toMatchObject({ open: 1, thing: { hidden: null, name: 'a' } });
      expect(errors).toEqual([
        expect.objectContaining({ path: ['thing', 'hidden'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }),
      ]);
    }
    const changed = await hub.ask('query Trusted { open thing { hidden name id } }', 'ioc');
    expect(changed.errors![0]!.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('one caller’s verdict on a document is not another’s', async () => {
    const query = '{ thing { id hidden } }';
    for (const [roles, valid] of [
      ['reporter', true],
      ['ioc', false],
      ['reporter', true],
      ['ioc', false],
    ] as const)
      expect((await hub.ask(query, roles)).data !== undefined).toBe(valid);
  });
});

test('in a variable, a hidden field of an input is one that is not there', async () => {
  const filtering = {
    sdl: `${hubFeature}
      type Query { found(filter: Filter): Int @public secret: String @requiresScopes(scopes: [["kpi:write"]]) }
      input Filter { open: String secret: String @reveals(field: "Query.secret") }`,
    resolvers: { Query: { found: () => 1 } },
  };
  const hub = await smallFederation({ filtering }, { trustedDocuments: [] });
  const ask = (field: string, roles: string) =>
    hub.ask('query ($f: Filter) { found(filter: $f) }', roles, { f: { [field]: 'x' } });
  const hidden = await ask('secret', 'ioc');
  expect(hidden).toEqual(await ask('nothing', 'ioc'));
  expect(hidden.errors![0]!.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'f' });
  expect((await ask('secret', 'reporter')).data).toEqual({ found: 1 });
  await hub.close();
});

describe('options of refusal', () => {
  test('a hub may refuse an operation whole, naming the places', async () => {
    const hub = await smallFederation({ one }, { refuseWhole: true });
    hub.fetches['one'] = [];
    const answer = await hub.ask('{ open x: thing { hidden name } }', 'ioc');
    expect(answer).toEqual({
      errors: [{ message: 'Unauthorized field or type: x.hidden.', extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
    });
    expect(hub.fetches['one']).toEqual([]);
    expect((await hub.ask('{ open thing { name } }', 'ioc')).data).toEqual({ open: 1, thing: { name: 'a' } });
    await hub.close();
  });

  test('a dry run tells what would be denied, and fetches nothing', async () => {
    const hub = await smallFederation({ one });
    hub.fetches['one'] = [];
    const dry = (query: string, roles: string) => hub.ask(query, roles, {}, { 'x-dry-run': 'true' });
    expect(await dry('{ open x: thing { hidden name } }', 'ioc')).toEqual({
      data: null,
      extensions: { dryRun: { denied: ['x.hidden'], masked: {} } },
    });
    expect(await dry('{ open }', 'ioc')).toEqual({ data: null, extensions: { dryRun: { denied: [], masked: {} } } });
    expect(hub.fetches['one']).toEqual([]);
    await hub.close();
  });
});
