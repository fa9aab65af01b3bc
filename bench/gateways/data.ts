/** What the subgraphs of the benchmark tell of, in the volume of the public one. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly birthday: number;
}

export interface Product {
  readonly upc: string;
  readonly name: string;
  readonly price: number;
  readonly weight: number;
}

const person = (id: string, name: string, username: string): User => ({ id, name, username, birthday: 1_234_567_890 });
export const users: readonly User[] = [
  person('1', 'Uri Goldshtein', 'urigo'),
  person('2', 'Dotan Simha', 'dotansimha'),
  person('3', 'Kamil Kisiela', 'kamilkisiela'),
  person('4', 'Arda Tanrikulu', 'ardatan'),
  person('5', 'Gil Gardosh', 'gilgardosh'),
  person('6', 'Laurin Quast', 'laurin'),
];

const catalogue: readonly (readonly [string, number, number])[] = [
  ['Table', 899, 100],
  ['Couch', 1_299, 1_000],
  ['Glass', 15, 20],
  ['Chair', 499, 100],
  ['TV', 1_299, 1_000],
  ['Lamp', 6_999, 300],
  ['Grill', 3_999, 2_000],
  ['Fridge', 100_000, 6_000],
  ['Sofa', 9_999, 800],
];
export const products: readonly Product[] = catalogue.map(([name, price, weight], at) => ({
  upc: String(at + 1),
  name,
  price,
  weight,
}));

/** The product of a code: one of the catalogue, or for any other code one made up from it. */
export const productOf = (upc: string): Product =>
  products.find((product) => product.upc === upc) ?? { upc, name: `Item ${upc}`, price: (upc.length * 97) % 2_000, weight: 10 };

const outOfStock = new Set(['2', '3', '4', '8']);
/** Whether the shop has any. */
export const isInStock = (upc: string): boolean => !outOfStock.has(upc);

const words = 'lorem ipsum dolor sit amet consectetur '.repeat(40);
/** Length of a review's text and the product it is of. */
const written: readonly (readonly [number, string])[] = [
  [445, '1'],
  [293, '1'],
  [275, '1'],
  [144, '1'],
  [445, '2'],
  [293, '2'],
  [275, '2'],
  [144, '2'],
  [144, '3'],
  [144, '4'],
  [840, '4'],
];
export const reviews = written.map(([length, upc], at) => ({
  id: String(at + 1),
  body: words.slice(0, length),
  product: { upc },
}));
