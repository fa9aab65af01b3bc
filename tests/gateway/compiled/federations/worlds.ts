import type { ArgumentValues } from '../random-operation.js';

/** Small federations for made-up values; each shows some of what federation can be asked for. */
export interface MadeUpFederation {
  readonly sdls: Readonly<Record<string, string>>;
  readonly values: ArgumentValues;
  /** How deep operations go; deeper ones are more than the planner can do. */
  readonly depth?: number;
}

/** One field required with several arguments, also in lists, on interfaces, and of fields that require others. */
const required: MadeUpFederation = {
  values: { currency: ['"USD"', '"EUR"'], in: ['"VND"', '"USD"'], times: ['2'] },
  sdls: {
    register: `
      type Query { services: [Service!] best: Service }
      type Service @key(fields: "id") { id: ID! fee(currency: String = "VND"): Int items: [Item] main: Item parts: [Part!] }
      interface Item { name: String cost(in: String!): Int }
      type Stamp implements Item { name: String cost(in: String!): Int glue: Boolean }
      type Paper implements Item { name: String cost(in: String!): Int }
      type Part @key(fields: "id") { id: ID! size(unit: String = "m"): Float }`,
    exchange: `
      type Service @key(fields: "id") {
        id: ID! fee(currency: String = "VND"): Int @external items: [Item] @external main: Item @external
        dollars(times: Int = 1): String @requires(fields: "fee(currency: \\"USD\\")")
        euros: String @requires(fields: "fee(currency: \\"EUR\\")")
        dongs: String @requires(fields: "fee")
        itemsInDollars: String @requires(fields: "items { cost(in: \\"USD\\") }")
        itemsInEuros: String @requires(fields: "items { name cost(in: \\"EUR\\") }")
        mainInDongs: String @requires(fields: "main { ... on Stamp { cost(in: \\"VND\\") } ... on Paper { name } }")
        free: Boolean
      }
      interface Item { name: String cost(in: String!): Int }
      type Stamp implements Item @external { name: String cost(in: String!): Int }
      type Paper implements Item @external { name: String cost(in: String!): Int }`,
    budget: `
      type Query { budgeted: [Service] }
      type Service @key(fields: "id") {
        id: ID! dollars(times: Int = 1): String @external euros: String @external fee(currency: String = "VND"): Int @external
        parts: [Part!] @external
        double: String @requires(fields: "dollars(times: 2)")
        triple: String @requires(fields: "dollars(times: 3) fee(currency: \\"EUR\\")")
        plain: String @requires(fields: "dollars euros")
        wide: String @requires(fields: "parts { size(unit: \\"cm\\") }")
        long: String @requires(fields: "parts { id size(unit: \\"km\\") }")
      }
      type Part @key(fields: "id") { id: ID! size(unit: String = "m"): Float @external area: String @requires(fields: "size(unit: \\"mm\\")") }`,
  },
};

/** Keys of several fields, of objects, several keys of one type, and chains of them; keys that nobody sees. */
const keys: MadeUpFederation = {
  values: { id: ['"1"'] },
  sdls: {
    a: `
      type Query { products: [Product] product(id: ID!): Product orders: [[Order!]!] }
      type Product @key(fields: "id") @key(fields: "sku { code region }") { id: ID! sku: Sku! name: String related: [Product!]! }
      type Sku @shareable { code: String! region: String! }
      type Order @key(fields: "buyer { id } number") { buyer: Buyer! number: String! @shareable lines: [Line] }
      type Buyer @key(fields: "id") { id: ID! }
      type Line { product: Product count: Int! }`,
    b: `
      type Product @key(fields: "sku { code region }") { sku: Sku! stock: Int maker: Maker secret: String @inaccessible }
      type Sku @shareable { code: String! region: String! }
      type Maker @key(fields: "id country") { id: ID! country: String! }`,
    c: `
      type Product @key(fields: "id") @key(fields: "upc") { id: ID! upc: String! @inaccessible weight: Float }
      type Buyer @key(fields: "id") @key(fields: "email") { id: ID! email: String! name: String orders: [Order!] }
      type Order @key(fields: "buyer { id } number", resolvable: false) { buyer: Buyer! @shareable number: String! @shareable }`,
    d: `
      type Query { makers: [Maker!] }
      type Product @key(fields: "upc") { upc: String! @inaccessible price: Int reviews: [Review] }
      type Maker @key(fields: "id country") { id: ID! country: String! motto: String! products: [Product] }
      type Review { text: String by: Buyer }
      type Buyer @key(fields: "email") { email: String! reviews: [Review!]! }`,
  },
};

/** Keys that only some subgraphs can be asked by; one of them must be chosen after something was fetched that is required. */
const unresolvable: MadeUpFederation = {
  values: {},
  sdls: {
    a: `
      type Query { parts: [Part] }
      type Part @key(fields: "id") @key(fields: "code", resolvable: false) @key(fields: "pair { one two }", resolvable: false) @key(fields: "id pair { two three }", resolvable: false) {
        id: ID! code: ID! @shareable pair: Pair! @shareable name: String
      }
      type Pair @shareable { one: ID! two: ID! three: ID! }`,
    b: `
      type Query { house: House houses: [House!] }
      type House @key(fields: "id") { id: ID! parts: [Part!]! }
      type Part @key(fields: "pair { one two }", resolvable: false) @key(fields: "id pair { two three }") @key(fields: "code", resolvable: false) @key(fields: "id", resolvable: false) {
        id: ID! code: ID! @shareable pair: Pair! @shareable name: String @external label: String @requires(fields: "name")
      }
      type Pair @shareable { one: ID! two: ID! three: ID! }`,
    c: `
      type House @key(fields: "id") { id: ID! street: String neighbour: House }`,
  },
};

/** Interfaces that implement interfaces, unions of which subgraphs know different members, and what is shared by position. */
const abstract: MadeUpFederation = {
  values: { first: ['2'], format: ['SHORT', 'LONG'] },
  sdls: {
    a: `
      type Query { nodes(first: Int): [Node] found: [Found!]! any: Any deep: [[Named]] }
      interface Node { id: ID! }
      interface Named implements Node { id: ID! name: String }
      interface Dated { made: String }
      type Book implements Named & Node & Dated @key(fields: "id") { id: ID! name: String made: String pages: Int author: Person next: Node }
      type Film implements Node & Dated @key(fields: "id") { id: ID! made: String cast: [Person!] about: Found }
      type Person implements Named & Node @key(fields: "id") { id: ID! name: String likes: [Any!] }
      type Note { text: String! parent: Node }
      union Found = Book | Note
      union Any = Book | Film | Person | Note`,
    b: `
      type Query { recent: [Dated!] }
      interface Dated { made: String }
      interface Rated { rating: Float of: Rated }
      type Book implements Rated & Dated @key(fields: "id") { id: ID! made: String @external rating: Float of: Rated isbn: String }
      type Film implements Rated @key(fields: "id") { id: ID! rating: Float of: Rated seen: [Seen] }
      type Day implements Dated { made: String date(format: Format = SHORT): String }
      enum Format { SHORT LONG }
      type Cinema { name: String films: [Film] }
      union Seen = Film | Cinema`,
    c: `
      type Person @key(fields: "id") { id: ID! born: Int friends: [Person] favourite: Favourite }
      type Film @key(fields: "id") { id: ID! minutes: Int director: Person }
      union Favourite = Person | Film`,
  },
};

/** Interface objects, one beside the other, with fields that require the interface's own. */
const interfaceObjects: MadeUpFederation = {
  depth: 3,
  values: { of: ['3'] },
  sdls: {
    a: `
      type Query { media: [Media!]! medium: Media books: [Book] }
      interface Media @key(fields: "id") { id: ID! title: String year: Int }
      type Book implements Media @key(fields: "id") { id: ID! title: String year: Int pages: Int }
      type Film implements Media @key(fields: "id") { id: ID! title: String year: Int minutes: Int sequel: Media }`,
    b: `
      type Query { rated: [Media] }
      type Media @key(fields: "id") @interfaceObject { id: ID! year: Int @external stars(of: Int = 5): Int age: String @requires(fields: "year") similar: [Media!] }`,
    c: `
      type Query { shelves: [Shelf!] }
      type Shelf { label: String media: [Media] }
      type Media @key(fields: "id") @interfaceObject { id: ID! lentTo: Person shelf: Shelf }
      type Person @key(fields: "id") { id: ID! name: String @shareable }`,
    d: `
      type Person @key(fields: "id") { id: ID! name: String @shareable phone: String }
      type Book @key(fields: "id") { id: ID! summary: String author: Person }`,
  },
};

/** What is provided on a path, in lists, unions and interfaces; what is overridden. */
const provided: MadeUpFederation = {
  values: { first: ['1'] },
  sdls: {
    a: `
      type Query { top(first: Int): [Product] @provides(fields: "name maker { name }") home: [Block] @provides(fields: "... on Product { name } ... on Advert { by { name } }") }
      type Product implements Priced @key(fields: "id") { id: ID! name: String @external maker: Maker price: Int }
      type Maker @key(fields: "id") { id: ID! name: String @external best: Product @provides(fields: "name") }
      type Advert { text: String by: Maker }
      interface Priced { price: Int }
      union Block = Product | Advert`,
    b: `
      type Query { products: [Product!] }
      type Product @key(fields: "id") { id: ID! name: String @shareable stock: Int @shareable size: Size @shareable moved: String similar: [Product] }
      type Size @shareable { width: Int height: Int }
      type Maker @key(fields: "id") { id: ID! name: String @shareable city: String }`,
    c: `
      type Product @key(fields: "id") { id: ID! stock: Int @external moved: String @override(from: "b") size: Size @shareable reviews: [Review!] }
      type Size @shareable { height: Int depth: Int }
      type Review @key(fields: "id") { id: ID! text: String of: Product @provides(fields: "stock") }`,
  },
};

/** Scalars that hold objects, enums, lists of lists, nullability at every depth, and names that objects have of themselves. */
const values: MadeUpFederation = {
  values: { at: ['HIGH', 'LOW'], filter: ['{ tags: ["a"], level: LOW }', '{ tags: [] }'] },
  sdls: {
    a: `
      scalar Json
      enum Level { HIGH LOW MIDDLE }
      input Filter { tags: [String!]! level: Level = HIGH }
      type Query { boxes(filter: Filter): [[Box!]] strict: [Box!] json: Json constructor: Box }
      type Box @key(fields: "id") {
        id: ID! json: Json level(at: Level): Level levels: [Level!]! matrix: [[Int!]]! toString: String valueOf: [Box]
        hasOwnProperty: Deep deep: Deep size: Size @shareable
      }
      type Deep { a: [Deep] b: Int! c: [[Deep!]!] constructor: String }
      type Size @shareable { width: Json unit: Level! }`,
    b: `
      scalar Json
      enum Level { HIGH LOW MIDDLE }
      type Box @key(fields: "id") { id: ID! extra: Json! inner: Box proto: String size: Size @shareable watch: [Level] isPrototypeOf: Inner }
      type Inner { constructor: String box: Box boxes: [[Box]!] }
      type Size @shareable { height: Json unit: Level! }`,
  },
};

export const worlds: Readonly<Record<string, MadeUpFederation>> = {
  unresolvable,
  required,
  keys,
  abstract,
  interfaceObjects,
  provided,
  values,
};
