import { afterAll, beforeAll } from '@jest/globals';
import type { SubgraphAnswer } from '../../../gateway/engine/engine.js';
import { bothEngines, type AskOptions, type Fetched } from './both-engines.js';
import { shop } from './shop.js';

type Instead = (fetch: Fetched) => Promise<SubgraphAnswer>;

/** Both engines over the shop, for the tests of one file, with ways to answer in the place of a subgraph. */
export function openShops() {
  const instead = new Map<string, Instead>();
  let shops: Awaited<ReturnType<typeof bothEngines>>;
  beforeAll(async () => void (shops = await bothEngines(shop(), (fetch) => instead.get(fetch.name)?.(fetch))), 30_000);
  afterAll(() => shops.stop());
  return {
    own: (query: string, variables?: object, options?: AskOptions) => shops.ask('compiled', query, variables, options),
    stocks: (query: string, variables?: object) => shops.ask('apollo', query, variables),
    /** Works while `answer` stands in the place of the subgraph's own. */
    withInstead: async <T>(name: string, answer: Instead, work: () => Promise<T>): Promise<T> => {
      instead.set(name, answer);
      try {
        return await work();
      } finally {
        instead.delete(name);
      }
    },
  };
}
