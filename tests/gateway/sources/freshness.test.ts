import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import type { SubgraphCall } from '../../../gateway/engine/engine.js';
import { createAgeless, withFreshness } from '../../../gateway/freshness.js';
import { smallFederation } from '../small-federation.js';

// A machine under load takes its time to start a gateway.
jest.setTimeout(30_000);

type Hub = Awaited<ReturnType<typeof smallFederation>>;
const query = 'query Bounded($age: Int!) @freshness(maxAgeSeconds: $age) { n ...more } fragment more on Query { m }';
const sdl = 'type Query { n: Int @authenticated m: Int @authenticated } type Mutation { change: Int @authenticated }';

describe('@freshness', () => {
  const asked: { query: string; maxAgeSeconds: number | undefined }[] = [];
  const callFor =
    (): SubgraphCall =>
    async ({ query: text }, { maxAgeSeconds }) => {
      asked.push({ query: text, maxAgeSeconds });
      return { data: { n: 1, m: 2 } };
    };
  let hub: Hub;
  let strict: Hub;
  beforeAll(async () => {
    hub = await smallFederation({ one: { sdl, resolvers: {} } }, { callFor });
    strict = await smallFederation({ one: { sdl, resolvers: {} } }, { callFor, trustedDocuments: [query] });
  });
  afterAll(async () => {
    await hub.close();
    await strict.close();
  });
  const ask = (text: string, variables = {}) => hub.ask(text, 'ioc', variables);

  test('stands in the schema, with what it takes and means', async () => {
    const { data } = await ask('{ __schema { directives { name locations args { name type { kind ofType { name } } } } } }');
    expect((data!['__schema'] as { directives: unknown[] }).directives).toContainEqual({
      name: 'freshness',
      locations: ['QUERY'],
      args: [{ name: 'maxAgeSeconds', type: { kind: 'NON_NULL', ofType: { name: 'Int' } } }],
    });
    const response = await hub.app.inject({ url: '/schema.graphql', headers: { authorization: 'Bearer ioc' } });
    expect(response.body).toMatch(
      /"""\s*How old [^"]+"""\ndirective @freshness\(\n {2}"""[^"]+"""\n {2}maxAgeSeconds: Int!\n\) on QUERY/,
    );
  });

  test.each([-1, 31_536_001])('%i seconds are refused, and the argument is named', async (seconds) => {
    for (const [text, variables] of [
      [`query @freshness(maxAgeSeconds: ${seconds}) { n }`, {}],
      ['query($a: Int!) @freshness(maxAgeSeconds: $a) { n }', { a: seconds }],
      [`query @freshness(maxAgeSeconds: ${seconds}) { __typename __schema { description } }`, {}],
    ] as const)
      expect(await ask(text, variables)).toMatchObject({
        errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'maxAgeSeconds' } }],
      });
  });

  test('a null in the place of the seconds is none', async () => {
    expect(await ask('query($a: Int = 1) @freshness(maxAgeSeconds: $a) { n }', { a: null })).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'maxAgeSeconds' } }],
    });
  });

  test.each([
    'query @freshness { n }',
    'query @freshness(maxAgeSeconds: "1") { n }',
    'query @freshness(maxAgeSeconds: 1) @freshness(maxAgeSeconds: 2) { n }',
    'mutation @freshness(maxAgeSeconds: 1) { change }',
    '{ n @freshness(maxAgeSeconds: 1) }',
  ])('`%s` is no valid question', async (text) => {
    expect((await ask(text)).errors![0]!.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });

  test('subgraphs are told of it, and do not see it', async () => {
    asked.length = 0;
    await ask(query, { age: 60 });
    await ask('query @freshness(maxAgeSeconds: 0) { n }');
    await ask('{ n }');
    expect(asked.map(({ maxAgeSeconds }) => maxAgeSeconds)).toEqual([60, 0, undefined]);
    for (const { query: text } of asked) expect(text).not.toMatch(/freshness|\bage\b/i);
  });

  test('a trusted document may have it', async () => {
    expect(await strict.ask(query, 'ioc', { age: 60 })).toMatchObject({ data: { n: 1, m: 2 } });
  });
});

describe('a question without its age', () => {
  const agelessOf = createAgeless();
  const of = (text: string, operationName: string | null = null) =>
    agelessOf({ document: parse(text), operationName, hash: text }).asked;

  test('is one to be planned, whatever the number and however it is given', () => {
    const { hash } = of('query Age @freshness(maxAgeSeconds: 1) { n }');
    expect(of('query Age @freshness(maxAgeSeconds: 2) { n }').hash).toBe(hash);
    expect(of('query Age($a: Int!) @freshness(maxAgeSeconds: $a) { n }').hash).toBe(hash);
    expect(of('query Age @freshness(maxAgeSeconds: 1) { n m }').hash).not.toBe(hash);
  });

  test('keeps the variables that something else uses, and the other directives', () => {
    const [definition] = of('query Age($a: Int!) @freshness(maxAgeSeconds: $a) @live { n(a: $a) ...f } fragment f on Query { m }')
      .document.definitions;
    expect(definition).toMatchObject({ variableDefinitions: [{}], directives: [{ name: { value: 'live' } }] });
  });

  test('is as it is written where it says none', () => {
    const asked = { document: parse('{ n }'), operationName: null, hash: 'h' };
    expect(agelessOf(asked)).toEqual({ asked, maxAge: null });
  });
});

test('a supergraph with a @freshness of its own is not served', () => {
  const schema = buildSchema('directive @freshness on QUERY type Query { n: Int }');
  expect(() => withFreshness(schema)).toThrow('@freshness');
});
