import type { SmallSubgraph } from '../../small-federation.js';

// A market of four subgraphs that refer to each other again and again: people write reviews of goods, of which there are further reviews.

const people = ['1', '2', '3'].map((id) => ({ id, name: `Name ${id}`, handle: `handle${id}` }));
const goods = ['1', '2', '3', '4', '5'].map((code) => ({ code, title: `Title ${code}`, price: Number(code) * 400, weight: 10 }));
const reviews = goods.flatMap(({ code }) =>
  [1, 2].map((number) => ({ id: `${code}-${number}`, body: `Body ${code}`, good: { code } })),
);
const goodOf = (code: string) => goods.find((good) => good.code === code) ?? { code, title: `Item ${code}`, price: 7, weight: 2 };

const accounts: SmallSubgraph = {
  sdl: `
    type Query { people: [Person] }
    type Person @key(fields: "id") { id: ID! name: String handle: String @shareable }`,
  resolvers: {
    Query: { people: () => people },
    Person: { __resolveReference: ({ id }: { id: string }) => people.find((person) => person.id === id) },
  },
};

const stock: SmallSubgraph = {
  sdl: `
    type Good @key(fields: "code") {
      code: String! weight: Int @external price: Int @external
      inStock(at: String = "here"): Boolean
      freight: Int @requires(fields: "price weight")
    }`,
  resolvers: {
    Good: {
      __resolveReference: (given: object) => given,
      inStock: ({ code }: { code: string }, { at }: { at: string }) => code !== '2' && at === 'here',
      freight: ({ price, weight }: { price: number; weight: number }) => (price > 1_000 ? 0 : weight / 2),
    },
  },
};

const catalogue: SmallSubgraph = {
  sdl: `
    type Query { top: [Good] some(seed: Int = 0): [Good] }
    type Mutation { rename(code: String!): Good }
    type Good @key(fields: "code") { code: String! title: String price: Int weight: Int }`,
  resolvers: {
    Query: {
      top: () => goods,
      some: (_: unknown, { seed }: { seed: number }) => [1, 2].map((number) => goodOf(`${seed}-${number}`)),
    },
    Mutation: { rename: (_: unknown, { code }: { code: string }) => goodOf(code) },
    Good: { __resolveReference: ({ code }: { code: string }) => goodOf(code) },
  },
};

const opinions: SmallSubgraph = {
  sdl: `
    type Mutation { review(code: String!): Review }
    type Review @key(fields: "id") { id: ID! body: String good: Good author: Person @provides(fields: "handle") }
    type Person @key(fields: "id") { id: ID! handle: String @external reviews: [Review] }
    type Good @key(fields: "code") { code: String! reviews: [Review] }`,
  resolvers: {
    Mutation: { review: (_: unknown, { code }: { code: string }) => reviews.find(({ good }) => good.code === code) },
    Review: { author: () => ({ id: '1', handle: 'handle1' }) },
    Person: { __resolveReference: (given: object) => given, reviews: () => reviews.slice(0, 2) },
    Good: {
      __resolveReference: (given: object) => given,
      reviews: ({ code }: { code: string }) => reviews.filter(({ good }) => good.code === code),
    },
  },
};

export const market = (): Record<string, SmallSubgraph> => ({ accounts, stock, catalogue, opinions });

/** People, their reviews, the goods of those, and so on, in all of the subgraphs' fields. */
export const deepQuery = `
  query Deep($seed: Int) {
    people { ...P reviews { ...R good { ...G reviews { ...R author { ...P reviews { ...R good { ...G } } } } } } }
    top { ...G reviews { ...R author { ...P reviews { ...R good { ...G } } } } }
    some(seed: $seed) { ...G }
  }
  fragment P on Person { id handle name }
  fragment R on Review { id body }
  fragment G on Good { inStock title price freight code weight }`;
