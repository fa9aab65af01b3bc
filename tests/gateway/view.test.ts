import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { smallFederation } from './small-federation.js';

const one = {
  sdl: `type Query { open: Int secret: Secret @requiresScopes(scopes: [["health:read"]]) thing: Thing filtered(by: Level): Int @requiresScopes(scopes: [["kpi:read"]]) }
    type Secret @requiresScopes(scopes: [["health:read"]]) { note: Note } type Note { text: String }
    type Thing { id: ID! hidden: Int @requiresScopes(scopes: [["land:personal"]]) secret: Secret }
    enum Level { HIGH LOW }
    type Mutation { poke(how: Manner): Int @requiresScopes(scopes: [["office:write"]]) } input Manner { hard: Boolean }`,
  resolvers: {},
};

describe('a schema of one’s own', () => {
  let hub: Awaited<ReturnType<typeof smallFederation>>;
  beforeAll(async () => void (hub = await smallFederation({ one })));
  afterAll(() => hub.close());
  const schemaOf = async (roles: string) =>
    buildClientSchema((await hub.ask(getIntrospectionQuery(), roles)).data as unknown as IntrospectionQuery);
  const fields = async (roles: string, type: string) => {
    const found = (await schemaOf(roles)).getType(type);
    return found && 'getFields' in found ? Object.keys(found.getFields()).toSorted() : null;
  };

  test('introspection shows what the caller may query, and nothing that only a hidden field leads to', async () => {
    expect(await fields('citizen', 'Query')).toEqual(['open', 'secret', 'thing']);
    expect(await fields('province', 'Query')).toEqual(['filtered', 'open', 'thing']);
    expect(await fields('province', 'Thing')).toEqual(['id']);
    expect(await fields('officer', 'Thing')).toEqual(['hidden', 'id']);
    for (const type of ['Secret', 'Note']) expect((await schemaOf('province')).getType(type)).toBeUndefined();
    expect((await schemaOf('officer')).getType('Level')).toBeUndefined();
  });

  test('what a caller may not change is no part of their schema', async () => {
    expect(await fields('officer', 'Mutation')).toEqual(['poke']);
    for (const type of ['Mutation', 'Manner']) expect((await schemaOf('auditor')).getType(type)).toBeUndefined();
    expect((await schemaOf('auditor')).getMutationType()).toBeFalsy();
  });

  test('__type of a hidden type is that of one that does not exist, by whatever way it is asked', async () => {
    const query = '{ ...F } fragment F on Query { a: __type(name: "Secret") { name } b: __type(name: "NoSuch") { name } }';
    expect((await hub.ask(query, 'province')).data).toEqual({ a: null, b: null });
    expect((await hub.ask(query, 'clinician')).data).toEqual({ a: { name: 'Secret' }, b: null });
  });

  test('the schema is not to be had beside data', async () => {
    const { errors } = await hub.ask('{ open __schema { types { name } } }', 'province');
    expect(errors).toEqual([expect.objectContaining({ extensions: { code: 'BAD_REQUEST' } })]);
  });

  test('the SDL to download is the same view, and for signed-in callers only', async () => {
    const get = (headers: Record<string, string>) => hub.app.inject({ method: 'GET', url: '/schema.graphql', headers });
    const { body } = await get({ authorization: 'Bearer province' });
    expect(body).toContain('filtered(by: Level): Int');
    expect(body).not.toMatch(/secret|Secret|hidden|Note/);
    expect((await get({})).statusCode).toBe(401);
  });
});
