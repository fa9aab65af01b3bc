import { HubError } from '../../../core/errors.js';
import type { SmallSubgraph } from '../small-federation.js';

// A shop of six subgraphs: keys of one field, of several, and of objects; fields that require others, with arguments and through several
// hops; provided and shared fields; interfaces, unions, an interface object, lists of lists; things that are missing, and things that fail.

const unavailable = () => {
  throw new HubError('SOURCE_UNAVAILABLE');
};
const ids = ['1', '2', '3', '4', '5'];
const product = (upc: string) => ({
  __typename: 'Product',
  upc,
  id: `p${upc}`,
  sku: upc === '4' ? null : { code: `c${upc}`, region: 'vn' },
  name: () => (upc === '3' ? unavailable() : `Product ${upc}`),
  price: ({ currency }: { currency: string }) => Number(upc) * (currency === 'USD' ? 1 : 25_000),
  weight: upc === '2' ? null : Number(upc) * 10,
  dims: { width: Number(upc) },
  status: upc === '5' ? 'HIDDEN' : 'ON_SALE',
  maker: { id: upc === '2' ? 'gone' : 'm1', country: 'VN' },
  related: () => [product('1'), product(upc), null],
});
const service = (id: string) => ({ __typename: 'Service', id, title: `Service ${id}`, product: () => product('1') });
const book = (id: string) => ({ __typename: 'Book', id, title: `Book ${id}`, pages: 100 });
const film = (id: string) => ({ __typename: 'Film', id, title: `Film ${id}`, minutes: 90, director: { id: 'u1' } });
const medium = (id: string) => (id.startsWith('b') ? book(id) : id.startsWith('f') ? film(id) : null);

let made: string[] = [];
/** The changes made since it was last asked. */
export const changesMade = (): string[] => {
  const changes = made;
  made = [];
  return changes;
};

const catalogue: SmallSubgraph = {
  sdl: `
    type Query {
      products(first: Int = 5): [Product!]!
      product(upc: ID!): Product
      nodes: [Node]
      found(text: String): [Found!]
      grid: [[Product]]
      media: [Media!]!
      medium(id: ID!): Media
      shelf: Shelf
      strictShelf: Shelf!
      broken: String
    }
    type Mutation { addProduct(name: String!): Product }
    interface Node { id: ID! }
    interface Titled { title: String }
    union Found = Product | Service
    enum Status { ON_SALE SOLD_OUT HIDDEN @inaccessible }
    type Product implements Node @key(fields: "upc") @key(fields: "sku { code region }") {
      upc: ID! id: ID! sku: Sku name: String price(currency: String = "VND"): Int weight: Int
      dims: Dims @shareable status: Status maker: Maker related: [Product]
    }
    type Sku { code: String! region: String! }
    type Dims @shareable { width: Int }
    type Maker @key(fields: "id country") { id: ID! country: String! }
    type Service implements Node & Titled { id: ID! title: String product: Product! }
    type Shelf { first: Product! all: [Product!]! label: String }
    interface Media @key(fields: "id") { id: ID! title: String }
    type Book implements Media & Titled @key(fields: "id") { id: ID! title: String pages: Int }
    type Film implements Media & Titled @key(fields: "id") { id: ID! title: String minutes: Int director: Person }
    type Person @key(fields: "id") { id: ID! }`,
  resolvers: {
    Query: {
      products: (_: unknown, { first }: { first: number }) => ids.slice(0, first).map(product),
      product: (_: unknown, { upc }: { upc: string }) => (ids.includes(upc) ? product(upc) : null),
      nodes: () => [product('1'), service('s1'), null, product('2')],
      found: () => [service('s2'), product('1'), product('1')],
      grid: () => [[product('1'), null], [], null, [product('2'), product('4')]],
      media: () => [book('b1'), film('f1'), book('b2')],
      medium: (_: unknown, { id }: { id: string }) => medium(id),
      shelf: () => ({ first: product('1'), all: [product('2')], label: unavailable }),
      strictShelf: () => ({ first: product('2'), all: [product('1'), product('3')], label: 'strict' }),
      broken: unavailable,
    },
    Mutation: {
      addProduct: (_: unknown, { name }: { name: string }) => {
        made.push(`product ${name}`);
        return { ...product('1'), name };
      },
    },
    Product: {
      __resolveReference: ({ upc, sku }: { upc?: string; sku?: { code: string } }) => product(upc ?? sku!.code.slice(1)),
    },
    Book: { __resolveReference: ({ id }: { id: string }) => book(id) },
    Film: { __resolveReference: ({ id }: { id: string }) => film(id) },
    Media: { __resolveReference: ({ id }: { id: string }) => medium(id) },
  },
};

const inventory: SmallSubgraph = {
  sdl: `
    type Product @key(fields: "upc") {
      upc: ID! weight: Int @external price(currency: String = "VND"): Int @external dims: Dims @shareable
      inStock: Boolean
      shipping(express: Boolean = false): Int @requires(fields: "weight price(currency: \\"USD\\")")
      must: String!
    }
    type Dims @shareable { height: Int }`,
  resolvers: {
    Product: {
      __resolveReference: (given: { upc: string }) => given,
      inStock: ({ upc }: { upc: string }) => (upc === '3' ? unavailable() : upc !== '2'),
      dims: ({ upc }: { upc: string }) => ({ height: Number(upc) + 100 }),
      shipping: ({ weight, price }: { weight: number | null; price: number }, { express }: { express: boolean }) =>
        weight === null ? null : weight * price + (express ? 1_000 : 0),
      must: ({ upc }: { upc: string }) => (upc === '2' ? unavailable() : `must ${upc}`),
    },
  },
};

const codes: SmallSubgraph = {
  sdl: `
    type Product @key(fields: "sku { code region }") {
      sku: Sku inStock: Boolean @external
      label: String
      notice: String @requires(fields: "inStock")
    }
    type Sku @shareable { code: String! region: String! }
    type Maker @key(fields: "id country") { id: ID! country: String! motto: String! }`,
  resolvers: {
    Product: {
      __resolveReference: (given: { sku: { code: string } }) => given,
      label: ({ sku }: { sku: { code: string; region: string } }) => `${sku.code}/${sku.region}`,
      notice: ({ sku }: { sku: { code: string } }) => (sku.code === 'c1' ? unavailable() : 'none'),
    },
    Maker: {
      __resolveReference: ({ id }: { id: string }) => (id === 'gone' ? null : { id, country: 'VN', motto: `motto ${id}` }),
    },
  },
};

const reviews: SmallSubgraph = {
  sdl: `
    type Mutation { addReview(upc: ID!): Review }
    type Product @key(fields: "upc") { upc: ID! reviews(limit: Int = 2): [Review!] score: Int }
    type Review @key(fields: "id") { id: ID! body: String author: Person @provides(fields: "nick") product: Product words: [[String!]] }
    type Person @key(fields: "id") { id: ID! nick: String @external reviews: [Review] }`,
  resolvers: {
    Mutation: {
      addReview: (_: unknown, { upc }: { upc: string }) => {
        made.push(`review ${upc}`);
        return review(upc, 9);
      },
    },
    Product: {
      reviews: ({ upc }: { upc: string }, { limit }: { limit: number }) =>
        upc === '4' ? null : Array.from({ length: limit }, (_, index) => review(upc, index)),
      score: ({ upc }: { upc: string }) => Number(upc),
    },
    Person: { reviews: ({ id }: { id: string }) => [review(id.slice(1), 0), null] },
    Review: { __resolveReference: ({ id }: { id: string }) => review(id.slice(1, 2), Number(id.slice(3))) },
  },
};
function review(upc: string, index: number): object {
  return {
    id: `r${upc}-${index}`,
    body: index === 1 ? unavailable : `Review ${index} of ${upc}`,
    author: index === 0 ? { id: 'u1', nick: 'an' } : { id: 'u2', nick: 'ba' },
    product: { upc },
    words: [['a', 'b'], [], null],
  };
}

const people: SmallSubgraph = {
  sdl: `
    type Query { me: Person person(id: ID!): Person }
    type Person @key(fields: "id") { id: ID! name: String! nick: String @shareable age: Int city: String }`,
  resolvers: {
    Query: {
      me: () => ({ id: 'u1', name: 'An', nick: 'an', age: 30 }),
      person: (_: unknown, { id }: { id: string }) => ({ id, name: () => (id === 'u2' ? unavailable() : 'An'), nick: 'x' }),
    },
    Person: {
      __resolveReference: ({ id }: { id: string }) =>
        id === 'u2' ? null : { id, name: `Name ${id}`, nick: 'an', age: 30, city: 'Vinh' },
    },
  },
};

const ratings: SmallSubgraph = {
  sdl: `
    type Query { rated: [Media] }
    type Media @key(fields: "id") @interfaceObject { id: ID! stars(of: Int = 5): Int votes: [Int!]! }`,
  resolvers: {
    Query: { rated: () => [{ id: 'b1' }, { id: 'f1' }] },
    Media: {
      __resolveReference: (given: object) => given,
      stars: ({ id }: { id: string }, { of }: { of: number }) => (id === 'b2' ? unavailable() : of - 1),
      votes: () => [1, 2],
    },
  },
};

export const shop = (): Record<string, SmallSubgraph> => ({ catalogue, inventory, codes, reviews, people, ratings });

/** Values for the arguments of generated operations, by name. */
export const argumentValues = {
  first: ['2', '5'],
  upc: ['"1"', '"3"', '"9"'],
  id: ['"u1"', '"u2"', '"b1"', '"f1"'],
  limit: ['1', '3'],
  express: ['true'],
  of: ['3'],
  currency: ['"USD"', '"VND"'],
  text: ['"x"'],
};
