import { isInStock, productOf, products, reviews, users, type Product } from './data.js';
import type { BenchSubgraph } from './serve.js';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3",
  import: ["@key", "@external", "@requires", "@provides", "@shareable"])`;

const accounts: BenchSubgraph = {
  name: 'accounts',
  sdl: `${link}
    type Query { me: User user(id: ID!): User users: [User] }
    type User @key(fields: "id") { id: ID! name: String username: String @shareable birthday: Int }`,
  resolvers: {
    Query: {
      me: () => users[0],
      user: (_: unknown, { id }: { id: string }) => users.find((user) => user.id === id),
      users: () => users,
    },
    User: { __resolveReference: ({ id }: { id: string }) => users.find((user) => user.id === id) },
  },
};

const inventory: BenchSubgraph = {
  name: 'inventory',
  sdl: `${link}
    type Product @key(fields: "upc") {
      upc: String! weight: Int @external price: Int @external inStock: Boolean
      shippingEstimate: Int @requires(fields: "price weight")
    }`,
  resolvers: {
    Product: {
      __resolveReference: (product: Product) => ({ ...product, inStock: isInStock(product.upc) }),
      // What is dear is sent for nothing; anything else by weight.
      shippingEstimate: ({ price, weight }: Partial<Product>) => {
        if (price !== undefined && price > 1_000) return 0;
        return weight === undefined || weight === null ? null : Math.floor(weight / 2);
      },
    },
  },
};

const catalogue: BenchSubgraph = {
  name: 'products',
  sdl: `${link}
    type Query { topProducts(first: Int = 5): [Product] manyProducts(count: Int!, seed: Int = 0): [Product] }
    type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
  resolvers: {
    Query: {
      topProducts: (_: unknown, { first }: { first: number }) => products.slice(0, first),
      manyProducts: (_: unknown, { count, seed }: { count: number; seed: number }) =>
        Array.from({ length: count }, (_item, at) => productOf(`${seed}-${at}`)),
    },
    Product: { __resolveReference: ({ upc }: { upc: string }) => productOf(upc) },
  },
};

const opinions: BenchSubgraph = {
  name: 'reviews',
  sdl: `${link}
    type Review @key(fields: "id") { id: ID! body: String product: Product author: User @provides(fields: "username") }
    type User @key(fields: "id") { id: ID! username: String @external reviews: [Review] }
    type Product @key(fields: "upc") { upc: String! reviews: [Review] }`,
  resolvers: {
    Review: {
      __resolveReference: ({ id }: { id: string }) => reviews.find((review) => review.id === id),
      author: () => ({ id: users[0]!.id, username: users[0]!.username }),
    },
    User: { __resolveReference: ({ id }: { id: string }) => ({ id }), reviews: () => reviews.slice(0, 2) },
    Product: {
      __resolveReference: ({ upc }: { upc: string }) => ({ upc }),
      reviews: ({ upc }: { upc: string }) => reviews.filter(({ product }) => product.upc === upc),
    },
  },
};

/** The four subgraphs of the public federation-gateway benchmark. */
export const shop: readonly BenchSubgraph[] = [accounts, inventory, catalogue, opinions];
