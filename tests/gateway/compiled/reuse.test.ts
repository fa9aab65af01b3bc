import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SubgraphAnswer } from '../../../gateway/engine/engine.js';
import { callerWith } from '../small-federation.js';
import { bothEngines, type Fetched } from './both-engines.js';
import { deepQuery, market } from './federations/market.js';

/** What a test does before, or in the place of, a subgraph's answer. */
let before: (fetch: Fetched) => Promise<SubgraphAnswer | undefined> = async () => undefined;
let markets: Awaited<ReturnType<typeof bothEngines>>;
beforeAll(async () => void (markets = await bothEngines(market(), (fetch) => before(fetch))), 30_000);
afterAll(() => markets.stop());

const officer = { caller: callerWith('officer'), requestId: 'r1' };
const own = (query: string) => markets.ask('compiled', query, {}, officer);
const sent = ({ variables }: Fetched) => (variables['representations'] as { code: string }[]).map(({ code }) => code);

describe('what a subgraph has told of an entity', () => {
  test('is not asked of it again, whatever the order in which answers come', async () => {
    const stock = await markets.ask('apollo', deepQuery, { seed: 1 });
    let turn = 0;
    const pauses = [[0], [3, 0], [0, 3], [1, 5, 0], [5, 0, 1, 2], [0, 2, 4, 6], [6, 4, 2, 0]];
    for (const pause of pauses) {
      before = async () => void (await new Promise((resolve) => setTimeout(resolve, pause[turn++ % pause.length])));
      const { data, errors, fetches } = await markets.ask('compiled', deepQuery, { seed: 1 }, officer);
      expect([data, errors]).toEqual([stock.data, stock.errors]);
      expect(fetches.length).toBeLessThanOrEqual(7);
    }
    before = async () => undefined;
    expect(stock.fetches.length).toBeGreaterThan(15);
  }, 30_000);

  test('is asked of it where another entity stands, or another field', async () => {
    const { data, fetches } = await own('{ some { code title } people { reviews { good { title weight } } } }');
    expect(data).toMatchObject({ people: [{ reviews: [{ good: { title: 'Title 1', weight: 10 } }, {}] }, {}, {}] });
    expect(fetches.filter(({ name }) => name === 'catalogue')).toHaveLength(2);
  });

  test('is asked of it only for the entities that it has not told of', async () => {
    const query = '{ top { code title } some { reviews { id } } people { reviews { good { title } } } }';
    before = async ({ name, variables }) =>
      name === 'catalogue' && !variables['representations']
        ? { data: { top: [{ __typename: 'Good', code: '2', title: 'Title 2' }], _a0: [] } }
        : undefined;
    const { fetches } = await own(query);
    before = async () => undefined;
    expect(
      fetches
        .filter(({ name }) => name === 'catalogue')
        .slice(1)
        .map(sent),
    ).toEqual([['1']]);
  });

  test('is asked of it again where it is null, so that each null has its error', async () => {
    const query = '{ top { code title } people { reviews { good { title } } } }';
    before = async ({ name, variables }) =>
      name === 'catalogue' && !variables['representations']
        ? {
            data: { top: [{ __typename: 'Good', code: '1', title: null }] },
            errors: [{ message: 'x', path: ['top', 0, 'title'] }],
          }
        : undefined;
    const { data, errors } = await own(query);
    before = async () => undefined;
    expect(data).toMatchObject({ top: [{ title: null }], people: [{ reviews: [{ good: { title: 'Title 1' } }, {}] }, {}, {}] });
    expect(errors).toHaveLength(1);
  });

  test('is asked of it again once something was changed', async () => {
    const { fetches } = await own('mutation { a: rename(code: "1") { title } b: review(code: "1") { good { code title } } }');
    expect(fetches.map(({ name }) => name)).toEqual(['catalogue', 'opinions', 'catalogue']);
  });
});
