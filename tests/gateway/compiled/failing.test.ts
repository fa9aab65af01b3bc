import { describe, expect, test } from '@jest/globals';
import type { SubgraphAnswer } from '../../../gateway/engine/engine.js';
import { openShops } from './shops.kit.js';

const { own, withInstead } = openShops();
const badData = 'SOURCE_BAD_DATA';
const unavailable = 'A source system could not be reached, or refused to answer. SOURCE_UNAVAILABLE';

describe('a subgraph that fails', () => {
  const fails = { data: null, errors: [{ message: 'Down.', extensions: { code: 'SOURCE_UNAVAILABLE', source: 'x' } }] };
  const query = '{ products(first: 2) { name mine: score reviews(limit: 1) { id } } me { name } }';
  const places = ['products.0.mine', 'products.0.reviews', 'products.1.mine', 'products.1.reviews'];

  test.each<readonly [string, SubgraphAnswer | Error, string]>([
    ['whole', fails, 'Down. SOURCE_UNAVAILABLE'],
    ['by throwing', new Error('secret'), unavailable],
    ['by answering nothing', { data: null }, badData],
    ['by answering too little', { data: { _entities: [] } }, badData],
    ['by answering something else', { data: { _entities: 'x' } }, badData],
  ])('%s leaves the rest as it is, and an error at each of its places', async (_how, answer, message) => {
    const give = async () => {
      if (answer instanceof Error) throw answer;
      return answer;
    };
    const { data, errors } = await withInstead('reviews', give, () => own(query));
    expect(data).toEqual({
      products: ['1', '2'].map((upc) => ({ name: `Product ${upc}`, mine: null, reviews: null })),
      me: { name: 'An' },
    });
    expect(errors.map((error) => error.split(' ', 1)[0])).toEqual(places);
    for (const error of errors) expect(error.endsWith(message)).toBe(true);
  });

  test('of a root field, too', async () => {
    const { data, errors } = await withInstead(
      'people',
      async () => fails,
      () => own('{ a: me { name } b: person(id: 1) { age } broken }'),
    );
    expect(data).toEqual({ a: null, b: null, broken: null });
    expect(errors).toEqual(['a Down. SOURCE_UNAVAILABLE', 'b Down. SOURCE_UNAVAILABLE', `broken ${unavailable}`]);
  });

  test('is not waited for once the signal has fired, nor asked after that', async () => {
    const deadline = new AbortController();
    const hangs = () => {
      deadline.abort();
      return new Promise<SubgraphAnswer>(() => undefined);
    };
    const ask = () => own('{ products(first: 1) { name score label } }', {}, { signal: deadline.signal });
    const { data, errors } = await withInstead('reviews', hangs, () => withInstead('codes', hangs, ask));
    expect(data).toEqual({ products: [{ name: 'Product 1', score: null, label: null }] });
    expect(errors.map((error) => error.split(' ').at(-1))).toEqual(['SOURCE_TIMEOUT', 'SOURCE_TIMEOUT']);
    const late = await own('{ me { name } }', {}, { signal: deadline.signal });
    expect([late.data, late.fetches, late.errors.length]).toEqual([{ me: null }, [], 1]);
  });

  test('leaves what comes after it a second of the time there is, or an equal share of less', async () => {
    const leftOf = async (milliseconds: number) => {
      const deadline = Date.now() + milliseconds;
      const { fetches } = await own('{ products(first: 1) { name score } }', {}, { deadline });
      return fetches.map((fetch) => deadline - fetch.deadline!);
    };
    expect(await leftOf(10_000_000)).toEqual([1_000, 0]);
    const [first, second] = await leftOf(1_000);
    expect(first).toBeLessThanOrEqual(500);
    expect([first! > 0, second]).toEqual([true, 0]);
  });

  test('is told of at no more than 200 places', async () => {
    const many = async () => ({
      data: { _a0: Array.from({ length: 500 }, (_, index) => ({ __typename: 'Product', upc: `${index}` })) },
    });
    const ask = () => own('{ products { score } }');
    const { errors } = await withInstead('catalogue', many, () => withInstead('reviews', async () => fails, ask));
    expect(errors.length).toBe(200);
  });
});
