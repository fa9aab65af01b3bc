import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { composeSupergraph } from '../../../gateway/supergraph/compose.js';
import { splitSupergraph } from '../../../gateway/supergraph/split.js';
import type { SmallSubgraph } from '../small-federation.js';
import { bothEngines, linkOf } from './both-engines.js';

const offices = ['1', '2', '3'].map((id) => ({
  id: `o${id}`,
  desks: [{ id: 'd1' }, { id: `d${id}` }],
  main: { id: 'd9', of: { id: 'd1' } },
}));
const currencies: Record<string, string | null> = { o1: 'VND', o2: 'USD', o3: 'VND' };

const registry: SmallSubgraph = {
  sdl: `
    type Query { offices: [Office!] lost: Office }
    type Office @key(fields: "id") @context(name: "office") { id: ID! currency: String @external desks: [Desk] main: Desk }
    type Desk @key(fields: "id") {
      id: ID! of: Desk
      fee(currency: String @fromContext(field: "$office { currency }"), of: Int = 1): String
    }`,
  resolvers: {
    Query: { offices: () => offices, lost: () => ({ ...offices[0], id: 'lost' }) },
    Office: { __resolveReference: ({ id }: { id: string }) => offices.find((office) => office.id === id) },
    Desk: {
      __resolveReference: (given: object) => given,
      fee: ({ id }: { id: string }, { currency, of }: { currency: string | null; of: number }) => `${id} ${of} ${currency}`,
    },
  },
};

const money: SmallSubgraph = {
  sdl: `type Office @key(fields: "id") { id: ID! currency: String }`,
  resolvers: {
    Office: {
      __resolveReference: (given: object) => given,
      currency: ({ id }: { id: string }) => {
        if (id === 'lost') throw new Error('x');
        return currencies[id];
      },
    },
  },
};

let engines: Awaited<ReturnType<typeof bothEngines>>;
beforeAll(async () => void (engines = await bothEngines({ registry, money })), 30_000);
afterAll(() => engines.stop());
const own = (query: string) => engines.ask('compiled', query);

describe('an argument from a context', () => {
  test('is something that a supergraph may have', () => {
    const sdl = composeSupergraph(
      Object.entries({ registry, money }).map(([name, { sdl: text }]) => ({ name, sdl: linkOf(text) + text })),
    );
    expect(sdl).toContain('/context/');
    expect(splitSupergraph(sdl).executableSdl).toContain('/context/');
  });

  test('is of what stands around each object, the same one at several places too', async () => {
    const { data, errors } = await own('{ offices { desks { fee } main { id fee twice: fee(of: 2) } } }');
    expect(errors).toEqual([]);
    expect(data).toEqual({
      offices: ['VND', 'USD', 'VND'].map((currency, index) => ({
        desks: [{ fee: `d1 1 ${currency}` }, { fee: `d${index + 1} 1 ${currency}` }],
        main: { id: 'd9', fee: `d9 1 ${currency}`, twice: `d9 2 ${currency}` },
      })),
    });
  });

  test('is found further up', async () => {
    const { data } = await own('{ offices { main { of { fee } } } }');
    expect(data).toEqual({ offices: ['VND', 'USD', 'VND'].map((currency) => ({ main: { of: { fee: `d1 1 ${currency}` } } })) });
  });

  test('is asked for once for each value', async () => {
    const { fetches } = await own('{ offices { main { fee } } }');
    expect(fetches.map(({ name }) => name)).toEqual(['registry', 'money', 'registry', 'registry']);
  });

  test('is null where it could not be fetched, which is told of without the plan’s own words', async () => {
    const { data, errors } = await own('{ lost { main { fee } } }');
    expect(data).toEqual({ lost: { main: { fee: 'd9 1 null' } } });
    expect(errors).toEqual(['lost Something went wrong on our side. INTERNAL']);
  });
});
