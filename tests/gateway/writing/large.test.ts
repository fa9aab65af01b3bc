import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bothEngines } from '../compiled/both-engines.js';

const left = `type Query { root: Node } type Node @key(fields: "id") { id: ID! left: [Node] }`;
const right = `type Node @key(fields: "id") { id: ID! right: [Node] }`;
const twice = { __resolveReference: ({ id }: { id: string }) => ({ id }) };
const both = () => [{ id: '1' }, { id: '1' }];

let nodes: Awaited<ReturnType<typeof bothEngines>>;
beforeAll(
  async () =>
    void (nodes = await bothEngines({
      left: { sdl: left, resolvers: { Query: { root: () => ({ id: '1' }) }, Node: { ...twice, left: both } } },
      right: { sdl: right, resolvers: { Node: { ...twice, right: both } } },
    })),
  30_000,
);
afterAll(() => nodes.stop());

/** Each level names the same object twice, and is another subgraph's. */
const deep = (levels: number): string => (levels === 0 ? 'id' : `left { right { ${deep(levels - 1)} } }`);

describe('an answer in which objects stand in objects again and again', () => {
  test('is fetched once of each subgraph, and written in full', async () => {
    const { data, fetches } = await nodes.ask('compiled', `{ root { ${deep(4)} } }`);
    expect(JSON.stringify(data).match(/"id":"1"/g)).toHaveLength(2 ** 8);
    expect(fetches.map(({ name, variables }) => [name, (variables['representations'] as unknown[] | undefined)?.length])).toEqual(
      [
        ['left', undefined],
        ['right', 1],
        ['left', 1],
      ],
    );
  });

  test('is refused where it would have no end', async () => {
    await expect(nodes.ask('compiled', `{ root { ${deep(20)} } }`)).rejects.toThrow('The answer is too large');
  });
});
