import { describe, expect, test } from '@jest/globals';
import { parse, validate } from 'graphql';
import type { SubgraphAnswer } from '../../../gateway/engine/engine.js';
import { bothEngines, type Interception, type Outcome } from './both-engines.js';
import { worlds, type MadeUpFederation } from './federations/worlds.js';
import { mockFederation } from './mock-federation.js';
import { randomFrom, randomOperation } from './random-operation.js';

// All of them take minutes: `CORPUS=full npm test -- tests/gateway/compiled`.
const full = process.env['CORPUS'] === 'full';
const operations = full ? 30 : 8;

/** What is known to go otherwise: where the stock engine's answers are not true, and what the planner, which both share, cannot plan. */
const known: Readonly<Record<string, { readonly stocksWrong?: number; readonly refused?: number }>> = {
  // One value for a field that is required with several arguments, and none for what is asked for beside what a condition leaves out.
  required: { stocksWrong: 12 },
  // An entity named by a key that its subgraph cannot be asked by.
  unresolvable: { stocksWrong: 7 },
  // What is asked of one type of an interface object is left out.
  interfaceObjects: { stocksWrong: 3, refused: 2 },
};

async function overWorld({ sdls, values, depth }: MadeUpFederation, intercept?: Interception) {
  const { subgraphs, oracle } = mockFederation(sdls);
  const engines = await bothEngines(subgraphs, intercept);
  const operation = (seed: number) => {
    const { query, variables } = randomOperation(engines.apiSchema, seed, values, depth);
    expect(validate(engines.apiSchema, parse(query))).toEqual([]);
    return { query, variables, truth: () => oracle(engines.apiSchema, query, variables) };
  };
  return { ...engines, operation };
}

const refused = (): null => null;

/** The counts where none is over its bound; else the bounds, for all to see. */
const atMost = <T extends Record<string, number>>(counts: T, bounds: T): T =>
  Object.entries(counts).every(([name, count]) => count <= bounds[name]!) ? counts : bounds;
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

describe('of whatever is asked, the answer is true', () => {
  test.each(Object.entries(worlds))(
    'over a federation of %s',
    async (name, federation) => {
      const { ask, operation, stop } = await overWorld(federation);
      const wrong: object[] = [];
      const counts = { stocksWrong: 0, refused: 0 };
      for (let seed = 1; seed <= operations; seed++) {
        const { query, variables, truth } = operation(seed);
        const [expected, own] = [await truth(), await ask('compiled', query, variables).catch(refused)];
        if (!own) counts.refused++;
        else if (!same(own.data, expected) || own.errors.length > 0) wrong.push({ seed, query, variables, expected, own });
        const stock = await ask('apollo', query, variables).catch(refused);
        if (stock && !same(stock.data, expected)) counts.stocksWrong++;
      }
      await stop();
      expect(wrong.slice(0, 1)).toEqual([]);
      const { stocksWrong, refused: inVain } = { stocksWrong: 0, refused: 0, ...known[name] };
      expect(counts).toEqual(full ? { stocksWrong, refused: inVain } : atMost(counts, { stocksWrong, refused: inVain }));
    },
    120_000,
  );
});

/** Answers as no subgraph should give them. */
const junk = [
  null,
  {},
  { data: null },
  { data: null, errors: [{ message: 'Down.', extensions: { code: 'SOURCE_UNAVAILABLE' } }] },
  { data: { _entities: [] } },
  { data: { _entities: 'x' } },
  { data: { _entities: [{ __typename: 'Nothing' }] } },
  { data: [] },
] as const;

describe('where subgraphs fail, the rest is true, and each null that is not has its error', () => {
  test.each(Object.entries(worlds))(
    'over a federation of %s',
    async (_name, federation) => {
      let random = randomFrom(1);
      const { ask, operation, stop } = await overWorld(federation, () => {
        if (random() < 0.7) return undefined;
        const answer = junk[Math.floor(random() * junk.length)];
        return answer ? Promise.resolve<SubgraphAnswer>(answer as never) : Promise.reject(new Error('secret'));
      });
      const wrong: object[] = [];
      for (let seed = 1; seed <= operations; seed++) {
        const { query, variables, truth } = operation(seed);
        random = randomFrom(seed);
        const own = await ask('compiled', query, variables).catch(refused);
        if (!own) continue;
        const untrue = untruths(await truth(), own.data, []).filter((path) => !isTold(path, own));
        if (untrue.length > 0 || own.errors.join().includes('secret')) wrong.push({ seed, query, variables, untrue, own });
      }
      await stop();
      expect(wrong.slice(0, 1)).toEqual([]);
    },
    120_000,
  );
});

/** Where an answer is not as it should be. A null that should not be is at its own place; anything else untrue at a place that is never told of. */
function untruths(expected: unknown, given: unknown, path: readonly string[]): string[] {
  if (given === null) return expected === null ? [] : [path.join('.')];
  if (typeof expected !== 'object' || expected === null || typeof given !== 'object')
    return same(expected, given) ? [] : [`untrue:${path.join('.')}`];
  const keys = Object.keys(expected);
  if (!same(keys, Object.keys(given))) return [`untrue:${path.join('.')}`];
  return keys.flatMap((key) => untruths((expected as never)[key], (given as never)[key], [...path, key]));
}

/** Is there an error at the place, or at what it is part of, or below it? */
const isTold = (path: string, { errors }: Outcome) =>
  errors.some((error) => {
    const place = error.split(' ', 1)[0]!;
    return place === path || path === '' || path.startsWith(`${place}.`) || place.startsWith(`${path}.`);
  });
