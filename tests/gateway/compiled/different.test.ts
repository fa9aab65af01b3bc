import { describe, expect, test } from '@jest/globals';
import { openShops } from './shops.kit.js';

const { own, stocks, withInstead } = openShops();
const badData = 'SOURCE_BAD_DATA';
const unavailable = 'A source system could not be reached, or refused to answer. SOURCE_UNAVAILABLE';

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) deepFreeze(item);
  return Object.freeze(value);
}

describe('where the stock engine is wrong', () => {
  test('a client’s argument and that of a @requires are two fields', async () => {
    const query = '{ product(upc: 2) { upc price shipping } product1: product(upc: 1) { price shipping } }';
    expect((await own(query)).data).toEqual({
      product: { upc: '2', price: 50_000, shipping: null },
      product1: { price: 25_000, shipping: 10 },
    });
    expect((await stocks(query)).data).not.toEqual((await own(query)).data);
  });

  test('an object whose type nobody can tell is an error, not a silent null', async () => {
    const query = '{ rated { id __typename } }';
    const lost = async () => ({ data: { _entities: [null, null] } });
    const [mine, theirs] = await withInstead('catalogue', lost, async () => [await own(query), await stocks(query)] as const);
    expect(mine.data).toEqual({ rated: [null, null] });
    expect(mine.errors).toEqual(
      [0, 1].map((at) => `rated.${at} The type of what field Query.rated gives could not be resolved. ${badData}`),
    );
    expect([theirs.data, theirs.errors]).toEqual([{ rated: [null, null] }, []]);
  });

  test('what an interface object’s subgraph says of a type takes nothing of it away', async () => {
    const query = '{ media { votes ... on Book { __typename title stars(of: 3) } ... on Film { __typename stars(of: 3) } } }';
    const { data } = await own(query);
    expect((data as { media: object[] }).media[0]).toEqual({ votes: [1, 2], __typename: 'Book', title: 'Book b1', stars: 2 });
    expect(((await stocks(query)).data as { media: object[] }).media[0]).toEqual({ votes: [1, 2] });
  });

  test('a null that takes its parents along has one error', async () => {
    const query = '{ products { maker { motto } } product(upc: 2) { reviews { author { name } } } }';
    const { data, errors } = await own(query);
    expect((data as { products: object[] }).products[1]).toEqual({ maker: null });
    expect(errors).toEqual([
      `product.reviews.1.author.name Cannot return null for non-nullable field Person.name. ${badData}`,
      `products.1.maker.motto Cannot return null for non-nullable field Maker.motto. ${badData}`,
    ]);
    expect((await stocks(query)).errors).toEqual([]);
  });

  test('a null whose error is told already has no other', async () => {
    const { data, errors } = await own('{ products(first: 2) { must } }');
    expect([data, errors]).toEqual([null, [`products.1.must ${unavailable}`]]);
  });

  test('an error at what only the plan asked for names the object, and no name the client does not know', async () => {
    const query = '{ product(upc: 3) { notice } }';
    expect((await own(query)).errors).toEqual([`product ${unavailable}`]);
    expect((await stocks(query)).errors).toEqual([`product.inStock ${unavailable}`]);
  });

  test('an error of one item stands at that item', async () => {
    const query = '{ nodes { ... on Product { must } } }';
    expect((await own(query)).errors).toEqual([`nodes.3.must ${unavailable}`]);
    expect((await stocks(query)).errors).toEqual([`nodes.1.must ${unavailable}`]);
  });

  test('a client may call a variable as the plan does', async () => {
    const query = 'query ($representations: Int) { products(first: 1) { reviews(limit: $representations) { id } } }';
    expect((await own(query, { representations: 1 })).data).toEqual({ products: [{ reviews: [{ id: 'r1-0' }] }] });
  });
});

describe('what is fetched', () => {
  test('names each entity once, wherever it stands', async () => {
    const query = '{ grid { score } product(upc: 1) { related { score } } }';
    const mine = await own(query);
    expect(mine.data).toEqual((await stocks(query)).data);
    const sent = mine.fetches.filter(({ name }) => name === 'reviews').map(({ variables }) => variables['representations']);
    expect(sent).toEqual([['1', '2', '4'].map((upc) => ({ __typename: 'Product', upc }))]);
  });

  test('asks nothing of a subgraph that nothing is needed of', async () => {
    expect((await own('{ product(upc: 9) { score } }')).fetches.map(({ name }) => name)).toEqual(['catalogue']);
    expect((await own('{ product(upc: 4) { label } }')).fetches.length).toBeLessThanOrEqual(2);
  });

  test('is noted, call by call', async () => {
    const { calls } = await own('{ broken me { reviews { id } } }');
    expect(calls.map(({ name, status }) => `${name} ${status}`).toSorted()).toEqual(['catalogue OK', 'people OK', 'reviews OK']);
  });

  test('is asked for by the id of the request', async () => {
    const { fetches } = await own('{ products { score } }', {}, { requestId: 'r1' });
    expect(fetches.map(({ requestId }) => requestId)).toEqual(['r1', 'r1']);
  });

  test('is left as it was answered, and so is what was asked with', async () => {
    const frozen = async () =>
      deepFreeze({
        data: {
          _entities: [
            { score: 1, dims: { height: 2 } },
            { score: 2, dims: { height: 3 } },
          ],
        },
      });
    const variables = deepFreeze({ first: 2 });
    const ask = () => own('query ($first: Int) { products(first: $first) { dims { width height } score } }', variables);
    const { data } = await withInstead('inventory', frozen, () => withInstead('reviews', frozen, ask));
    expect(data).toEqual({
      products: [
        { dims: { width: 1, height: 2 }, score: 1 },
        { dims: { width: 2, height: 3 }, score: 2 },
      ],
    });
  });
});

describe('what is written', () => {
  const written = async (query: string, data: Record<string, unknown>) =>
    withInstead(
      'catalogue',
      async () => ({ data }),
      () => own(query),
    );

  test('is in the client’s order and keys, whatever those are', async () => {
    const { data } = await own('{ z: me { toString: age __proto__: name constructor: id } a: __typename }');
    expect(JSON.stringify(data)).toBe('{"z":{"toString":30,"__proto__":"An","constructor":"u1"},"a":"Query"}');
  });

  test('is of the types of the schema', async () => {
    const query = '{ shelf { first { weight status name id sku { code } related { id } } } }';
    const first = { id: 7, weight: 2 ** 31, status: 'HIDDEN', name: { a: 1 }, sku: 'x', related: {} };
    const { data, errors } = await written(query, { shelf: { first } });
    expect(data).toEqual({ shelf: { first: { weight: null, status: null, name: null, id: '7', sku: null, related: null } } });
    expect(errors.map((error) => error.split(' ', 1)[0])).toEqual(
      ['name', 'related', 'sku', 'status', 'weight'].map((key) => `shelf.first.${key}`),
    );
    expect(errors.join(' ')).not.toContain('HIDDEN');
  });

  test('is nothing of an object’s prototype, nor of a type that cannot stand there', async () => {
    const { data, errors } = await written('{ found { ... on Service { id } } nodes { id } }', {
      _a0: [JSON.parse('{"__typename":"Shelf","id":"1"}'), JSON.parse('{"__typename":"constructor","id":"1"}')],
      nodes: [JSON.parse('{"__proto__":{"__typename":"Product","id":"1"}}')],
    });
    expect(data).toEqual({ found: null, nodes: [null] });
    expect(errors).toHaveLength(2);
  });

  test('says an operation’s name by which it is asked', async () => {
    const query = 'query A { me { name } } query B { me { age } }';
    expect((await own(query, {}, { operationName: 'A' })).data).toEqual({ me: { name: 'An' } });
    expect((await own(query, {}, { operationName: 'B' })).data).toEqual({ me: { age: 30 } });
  });
});
