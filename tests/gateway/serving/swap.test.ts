import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { engineNames, type EngineName } from '../../../gateway/engine/engine.js';
import { composeSupergraph } from '../../../gateway/supergraph/compose.js';
import { smallFederation } from '../small-federation.js';

// Each test starts several engines.
jest.setTimeout(30_000);

const things = {
  sdl: 'type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! name: String }',
  resolvers: { Query: { thing: async () => ({ id: '1', name: 'A thing' }) } },
};
const later = 'type Query { thing: Thing later: Int } type Thing @key(fields: "id") { id: ID! name: String }';
const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes"])\n';
const supergraphOf = (sdl: string) => composeSupergraph([{ name: 'things', sdl: link + sdl }]);

describe.each(engineNames)('another supergraph, over the engine %s', (engine: EngineName) => {
  let hub: Awaited<ReturnType<typeof smallFederation>>;
  /** The subgraph knows of more than the first supergraph. */
  const start = async (resolvers: object = things.resolvers) =>
    (hub = await smallFederation({ things: { sdl: later, resolvers } }, { engine, supergraphSdl: supergraphOf(things.sdl) }));
  afterEach(() => hub.close());

  test('is served once it is ready, to whoever asks from then on', async () => {
    await start();
    expect((await hub.ask('{ later }', 'ioc')).errors).toHaveLength(1);
    await hub.app.swapSupergraph(supergraphOf(later));
    expect(await hub.ask('{ later thing { name } }', 'ioc')).toEqual({ data: { later: null, thing: { name: 'A thing' } } });
    const sdl = await hub.app.inject({ url: '/schema.graphql', headers: { authorization: 'Bearer ioc' } });
    expect(sdl.body).toContain('later: Int');
  });

  test('loses no question, however often it comes while many ask', async () => {
    await start();
    const swaps = { done: false };
    const asking = Array.from({ length: 3 }, async (_, client) => {
      const answers = new Set<string>();
      for (let asked = 0; !swaps.done || asked < 5; asked++)
        answers.add(
          JSON.stringify(await hub.ask(`{ thing { a${client}x${asked % 3}: id name } }`, 'ioc')).replace(/a\d+x\d+/, 'id'),
        );
      return answers;
    });
    for (let time = 0; time < 2; time++) await hub.app.swapSupergraph(supergraphOf(time % 2 ? things.sdl : later));
    swaps.done = true;
    for (const answers of await Promise.all(asking))
      expect([...answers]).toEqual(['{"data":{"thing":{"id":"1","name":"A thing"}}}']);
  });

  test('lets a question that is under way come to its end', async () => {
    let finish = (_name: string): void => undefined;
    const name = new Promise<string>((resolve) => (finish = resolve));
    let asked = (): void => undefined;
    const underWay = new Promise<void>((resolve) => (asked = resolve));
    const slow = { Query: { thing: () => (asked(), { id: '1', name: () => name }) } };
    await start(slow);
    const answer = hub.ask('{ thing { name } }', 'ioc');
    await underWay;
    await hub.app.swapSupergraph(supergraphOf('type Query { other: Int }'));
    finish('Late');
    expect(await answer).toEqual({ data: { thing: { name: 'Late' } } });
    expect((await hub.ask('{ thing { name } }', 'ioc')).errors).toHaveLength(1);
  });

  test.each([
    ['no GraphQL', 'type Query {'],
    ['no supergraph', 'type Query { a: Int }'],
    [
      'a supergraph of a feature nobody knows',
      `${supergraphOf(later)} extend schema @link(url: "https://specs.apollo.dev/unknown/v1.0", for: SECURITY)`,
    ],
  ])('that is %s is refused, and the one before served on', async (_name, sdl) => {
    await start();
    await expect(hub.app.swapSupergraph(sdl)).rejects.toThrow();
    expect(await hub.ask('{ thing { name } }', 'ioc')).toEqual({ data: { thing: { name: 'A thing' } } });
  });
});
