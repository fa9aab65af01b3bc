import { describe, expect, jest, test } from '@jest/globals';
import { HubError } from '../../../core/errors.js';
import { worlds } from '../compiled/federations/worlds.js';
import { mockFederation } from '../compiled/mock-federation.js';
import { argumentValues, shop } from '../compiled/shop.js';
import { merged } from './multipart.js';
import { asWhole, errorsIn, isReached, randomlyAsked } from './random.kit.js';

jest.setTimeout(160_000);

/** The shop, of whose people all subgraphs say the same, whatever way they are asked. */
function truthfulShop() {
  const person = (id: string) => ({
    id,
    nick: 'an',
    age: 30,
    city: 'Vinh',
    name() {
      if (id === 'u2') throw new HubError('SOURCE_UNAVAILABLE');
      return `Name ${id}`;
    },
  });
  const all = shop();
  const resolvers = {
    Query: { me: () => person('u1'), person: (_: unknown, { id }: { id: string }) => person(id) },
    Person: { __resolveReference: ({ id }: { id: string }) => person(id) },
  };
  return { ...all, people: { sdl: all['people']!.sdl, resolvers } };
}

/** What differs between answers in parts and whole ones; none is looked at where the planner has no time. */
async function differences(hub: Awaited<ReturnType<typeof randomlyAsked>>, seeds: number) {
  const wrong: object[] = [];
  let inParts = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const { parts, whole, ...asked } = await hub.ask(seed);
    if (whole.data === undefined || parts[0]!.data === undefined) continue;
    if (parts.length > 1) inParts++;
    const told = errorsIn(parts);
    const untold = errorsIn([whole]).filter((error) => !told.includes(error) && isReached(merged(parts), error));
    const same = JSON.stringify(sorted(asWhole(parts, whole.data))) === JSON.stringify(sorted(whole.data));
    if (!same || untold.length > 0) wrong.push({ seed, ...asked, untold, parts, whole });
  }
  await hub.close();
  return { first: wrong[0], inParts };
}

// All of them take a minute: `CORPUS=full npm test -- tests/gateway/defer`.
const full = process.env['CORPUS'] === 'full';

describe('whatever is left for later, the parts together tell what the whole answer tells', () => {
  test.each(Object.entries(worlds))('over a federation of %s', async (_name, { sdls, values }) => {
    const { first, inParts } = await differences(await randomlyAsked(mockFederation(sdls).subgraphs, values, 3), full ? 40 : 16);
    expect(first).toBeUndefined();
    expect(inParts).toBeGreaterThan(full ? 5 : 0);
  });

  test('over sources that fail', async () => {
    const { first, inParts } = await differences(await randomlyAsked(truthfulShop(), argumentValues, 4), full ? 120 : 40);
    expect(first).toBeUndefined();
    expect(inParts).toBeGreaterThan(full ? 20 : 5);
  });
});

/** With the keys of each object in one order: parts add theirs where they come. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inside]) => [key, sorted(inside)]),
  );
}
