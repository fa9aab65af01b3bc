import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openLibrary } from './library.js';
import type { Part } from './multipart.js';

// Subgraphs answer when a test lets them; how long the machine takes is of no interest.
jest.setTimeout(30_000);

describe('an answer in parts', () => {
  let hub: Awaited<ReturnType<typeof openLibrary>>;
  beforeAll(async () => void (hub = await openLibrary()));
  afterEach(() => Object.values(hub.gates).forEach((gate) => gate.open()));
  afterAll(() => hub.close());
  const all = (query: string, variables: object = {}) => hub.all(query, { variables });
  const next = async (parts: AsyncGenerator<Part, void>) => (await parts.next()).value;

  test('begins before a slow subgraph has answered what is left for later', async () => {
    hub.gates.prices.shut();
    const parts = await hub.inParts('{ book(id: "1") { title ... @defer(label: "price") { price } } }');
    expect(await next(parts)).toEqual({ data: { book: { title: 'Book 1' } }, hasNext: true });
    hub.gates.prices.open();
    expect(await next(parts)).toEqual({
      incremental: [{ path: ['book'], label: 'price', data: { price: 10 } }],
      hasNext: false,
    });
    expect(await next(parts)).toBeUndefined();
  });

  test('tells each part as soon as it is there, whichever comes first', async () => {
    hub.gates.prices.shut();
    hub.gates.reviews.shut();
    const parts = await hub.inParts(`{ book(id: "1") {
      ... @defer(label: "price") { price } ... @defer(label: "reviews") { reviews { text } } title } }`);
    expect(await next(parts)).toEqual({ data: { book: { title: 'Book 1' } }, hasNext: true });
    hub.gates.reviews.open();
    expect(await next(parts)).toEqual({
      incremental: [{ path: ['book'], label: 'reviews', data: { reviews: [{ text: 'a of 1' }, { text: 'b of 1' }] } }],
      hasNext: true,
    });
    hub.gates.prices.open();
    expect(await next(parts)).toMatchObject({ incremental: [{ label: 'price' }], hasNext: false });
  });

  test('tells of every object of a list', async () => {
    const [first, second] = await all('{ books { id ... @defer { discount } } }');
    expect(first!.data).toEqual({ books: [{ id: '1' }, { id: '2' }, { id: '3' }] });
    expect(second!.incremental!.map(({ path, data }) => [path, data])).toEqual([
      [['books', 0], { discount: 1 }],
      [['books', 1], { discount: 1 }],
      [['books', 2], { discount: null }],
    ]);
  });

  test('holds parts of parts', async () => {
    hub.gates.people.shut();
    const parts = await hub.inParts(`{ book(id: "1") { id ... @defer(label: "outer") {
      reviews { text ... @defer(label: "inner") { author { name } } } } } }`);
    expect(await next(parts)).toEqual({ data: { book: { id: '1' } }, hasNext: true });
    expect(await next(parts)).toMatchObject({ incremental: [{ label: 'outer' }], hasNext: true });
    hub.gates.people.open();
    expect(await next(parts)).toEqual({
      incremental: ['a', 'b'].map((name, index) => ({
        path: ['book', 'reviews', index],
        label: 'inner',
        data: { author: { name: `Person ${name}` } },
      })),
      hasNext: false,
    });
  });

  test('may leave fields of the query itself, and go by the names the client gives', async () => {
    const query = `query ($id: ID!) { other: book(id: $id) { ...Named } ... @defer { who: person(id: "a") { called: name } } }
      fragment Named on Book { name: title ...Later @defer(label: "later") } fragment Later on Book { costs: price }`;
    const [first, ...later] = await all(query, { id: '1' });
    expect(first!.data).toEqual({ other: { name: 'Book 1' } });
    expect(later.flatMap(({ incremental }) => incremental)).toEqual(
      expect.arrayContaining([
        { path: [], data: { who: { called: 'Person a' } } },
        { path: ['other'], label: 'later', data: { costs: 10 } },
      ]),
    );
  });

  test('tells what is left for later of objects of its type only, and only of those that are shown', async () => {
    const [first, ...later] = await all(`{ none: book(id: "none") { ... @defer { price } }
      works { id ... on Book @defer(label: "book") { price } ... on Song @defer(label: "song") { fee } } }`);
    expect(first!.data).toEqual({ none: null, works: [{ id: '1' }, { id: 's1' }, null] });
    expect(
      later.flatMap(({ incremental = [] }) => incremental.map(({ path, label }) => `${path.join('.')} ${label}`)).toSorted(),
    ).toEqual(['works.0 book', 'works.1 song']);
  });

  test('keeps what goes wrong in a part to that part, and a null that may not be to its object', async () => {
    const [first, ...later] = await all('{ books { id ... @defer { price } } strict { id ... @defer { price } } }');
    expect(first).toEqual({ data: { books: [{ id: '1' }, { id: '2' }, { id: '3' }], strict: { id: '2' } }, hasNext: true });
    const items = new Map(later.flatMap(({ incremental = [] }) => incremental.map((item) => [item.path.join('.'), item])));
    expect(items.get('books.0')).toEqual({ path: ['books', 0], data: { price: 10 } });
    for (const at of [['books', 1], ['strict']])
      expect(items.get(at.join('.'))).toMatchObject({
        path: at,
        data: null,
        errors: [{ path: [...at, 'price'], extensions: { code: 'SOURCE_UNAVAILABLE' } }],
      });
  });

  test('tells nothing more of what a null has taken along', async () => {
    const [first, second] = await all(
      '{ a: book(id: "2") { ... @defer { title } price } b: book(id: "1") { ... @defer { title } price } }',
    );
    expect(first).toMatchObject({ data: { a: null, b: { price: 10 } }, errors: [{ path: ['a', 'price'] }] });
    expect(second).toEqual({ incremental: [{ path: ['b'], data: { title: 'Book 1' } }], hasNext: false });
    const nothing = await all('{ shown: strict { id ... @defer { title } } missing: strict { price } }');
    expect(nothing).toEqual([{ data: null, errors: [expect.objectContaining({ path: ['missing', 'price'] })] }]);
  });

  test('tells of a fault where it shows, though it was met before', async () => {
    const [first, second] = await all('{ shelf { best { id } ... @defer { label } } }');
    expect(first).toEqual({ data: { shelf: { best: { id: '1' } } }, hasNext: true });
    expect(second!.incremental).toMatchObject([
      {
        path: ['shelf'],
        data: { label: null },
        errors: [{ path: ['shelf', 'label'], extensions: { code: 'SOURCE_UNAVAILABLE' } }],
      },
    ]);
  });

  test('is given for a change, too, once the change is made', async () => {
    const [first, second] = await all('mutation { rename(id: "1", title: "New") { title ... @defer { price } } }');
    expect(first!.data).toEqual({ rename: { title: 'New' } });
    expect(second!.incremental).toEqual([{ path: ['rename'], data: { price: 10 } }]);
  });
});

describe('an answer is given whole', () => {
  let hub: Awaited<ReturnType<typeof openLibrary>>;
  beforeAll(async () => void (hub = await openLibrary()));
  afterAll(() => hub.close());
  const whole = { data: { book: { title: 'Book 1', price: 10 } } };
  const query = 'query ($if: Boolean! = true) { book(id: "1") { title ... @defer(if: $if) { price } } }';
  const answer = async (text: string, asking: object = {}) => {
    const response = await hub.post(text, asking);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    return response.json();
  };

  test('to who does not read parts, or reads parts of another kind', async () => {
    for (const accepts of ['application/json', '*/*', 'multipart/mixed;incrementalSpec=v0.2, application/json'])
      expect(await answer(query, { accepts })).toEqual(whole);
  });

  test('where nothing is left for later', async () => {
    expect(await answer('{ book(id: "1") { title price } }')).toEqual(whole);
    expect(await answer(query, { variables: { if: false } })).toEqual(whole);
    expect(await answer('{ book(id: "1") { title ... @defer(if: false) { price } } }')).toEqual(whole);
    expect(await answer('{ book(id: "none") { title ... @defer { price } } }')).toEqual({ data: { book: null } });
    expect(await answer('mutation { ... @defer { rename(id: "1", title: "New") { title } } }')).toEqual({
      data: { rename: { title: 'New' } },
    });
  });

  test('where it is refused', async () => {
    const codes = async (text: string) =>
      (
        (await answer(text, { accepts: 'multipart/mixed;deferSpec=20220824' })) as typeof whole & {
          errors: { extensions: { code: string } }[];
        }
      ).errors.map(({ extensions }) => extensions.code);
    expect(await codes('{ ... @defer { unknown } }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(await codes('query ($l: String) { ... @defer(label: $l) { prices } }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(await codes('{ ... @defer(label: "a") { prices } ... @defer(label: "a") { prices } }')).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
    ]);
  });
});

test('over the reference engine there is no @defer', async () => {
  const stock = await openLibrary({ engine: 'apollo' });
  expect(await stock.all('{ ... @defer { prices } }')).toMatchObject([
    { errors: [{ message: 'Unknown directive "@defer".', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
  ]);
  await stock.close();
});
