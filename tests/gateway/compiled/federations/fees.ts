import type { SmallSubgraph } from '../../small-federation.js';

// Services with fees: fields that require another with arguments, each its own; of lists, of interfaces, and through a field that itself
// requires something.

const rates: Record<string, number> = { VND: 25_000, USD: 1, EUR: 2 };
const feeOf = (id: string, currency: string) => (id === 's3' ? null : Number(id.slice(1)) * (rates[currency] ?? 0));
const service = (id: string) => ({
  id,
  fee: ({ currency }: { currency: string }) => feeOf(id, currency),
  items: () => ['1', '2'].map((number) => item(`${id}${number}`)),
  best: () => item(`${id}9`),
});
const item = (name: string) => ({
  __typename: name.endsWith('2') ? 'Paper' : 'Stamp',
  name,
  cost: ({ in: currency }: { in: string }) => Number(name.slice(1)) * (rates[currency] ?? 0),
});

const register: SmallSubgraph = {
  sdl: `
    type Query { services: [Service!]! service(id: ID!): Service }
    type Mutation { openService(id: ID!): Service closeService(id: ID!): Service }
    type Service @key(fields: "id") { id: ID! fee(currency: String = "VND"): Int items: [Item] best: Item }
    interface Item { name: String! cost(in: String!): Int! }
    type Stamp implements Item { name: String! cost(in: String!): Int! }
    type Paper implements Item { name: String! cost(in: String!): Int! }`,
  resolvers: {
    Query: {
      services: () => ['s1', 's2', 's3'].map(service),
      service: (_: unknown, { id }: { id: string }) => service(id),
    },
    Mutation: {
      openService: (_: unknown, { id }: { id: string }) => service(id),
      closeService: (_: unknown, { id }: { id: string }) => service(id),
    },
    Service: { __resolveReference: ({ id }: { id: string }) => service(id) },
  },
};

type Given = { id: string; fee?: number | null; items?: { cost: number }[]; best?: { cost: number } };
const sum = (items: Given['items']) => items?.reduce((total, { cost }) => total + cost, 0) ?? null;

const exchange: SmallSubgraph = {
  sdl: `
    type Service @key(fields: "id") {
      id: ID! fee(currency: String = "VND"): Int @external items: [Item] @external best: Item @external
      name: String!
      dollars(times: Int = 1): Int @requires(fields: "fee(currency: \\"USD\\")")
      euros: Int @requires(fields: "fee(currency: \\"EUR\\")")
      dongs: Int @requires(fields: "fee")
      itemsInDollars: Int @requires(fields: "items { cost(in: \\"USD\\") }")
      itemsInEuros: Int @requires(fields: "items { name cost(in: \\"EUR\\") }")
      bestInDongs: Int @requires(fields: "best { ... on Stamp { cost(in: \\"VND\\") } ... on Paper { cost(in: \\"VND\\") } }")
    }
    interface Item { name: String! cost(in: String!): Int! }
    type Stamp implements Item @external { name: String! cost(in: String!): Int! }
    type Paper implements Item @external { name: String! cost(in: String!): Int! }`,
  resolvers: {
    Item: { __resolveType: () => 'Stamp' },
    Service: {
      __resolveReference: (given: Given) => given,
      name: ({ id }: Given) => `Service ${id}`,
      dollars: ({ fee }: Given, { times }: { times: number }) => (fee == null ? null : fee * times),
      euros: ({ fee }: Given) => fee,
      dongs: ({ fee }: Given) => fee,
      itemsInDollars: ({ items }: Given) => sum(items),
      itemsInEuros: ({ items }: Given) => sum(items),
      bestInDongs: ({ best }: Given) => best?.cost ?? null,
    },
  },
};

const budget: SmallSubgraph = {
  sdl: `
    type Service @key(fields: "id") {
      id: ID! dollars(times: Int = 1): Int @external euros: Int @external fee(currency: String = "VND"): Int @external
      double: Int @requires(fields: "dollars(times: 2)")
      triple: Int @requires(fields: "dollars(times: 3) fee(currency: \\"EUR\\")")
      plain: Int @requires(fields: "dollars euros")
    }`,
  resolvers: {
    Service: {
      __resolveReference: (given: object) => given,
      double: ({ dollars }: { dollars: number | null }) => dollars,
      triple: ({ dollars, fee }: { dollars: number | null; fee: number }) => dollars && dollars * 1_000 + fee,
      plain: ({ dollars, euros }: { dollars: number | null; euros: number }) => dollars && dollars * 1_000 + euros,
    },
  },
};

export const fees = (): Record<string, SmallSubgraph> => ({ register, exchange, budget });
