import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { wellKnown } from '../../sandbox/world/index.js';
import { startLand, type LandUnderTest } from './land-sandbox.js';
import { auditor, centreOf, citizen, hers, inside, jurisdictions, world } from './land-world.js';

let land: LandUnderTest;
beforeAll(async () => {
  land = await startLand(world);
});
afterAll(() => land.close());

describe('lists', () => {
  const list = `query ($commune: String, $box: BoxInput, $after: String, $first: Int!) {
    parcels(commune: $commune, box: $box, first: $first, after: $after) { nodes { code communeCode } totalCount pageInfo { hasNextPage endCursor } } }`;
  interface Listed {
    nodes: { code: string; communeCode: string }[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string };
  }

  test.each(jurisdictions)('a commune of %s is paged through without repeating or skipping', async (slug) => {
    const commune = inside(slug)[0]!.communeCode;
    const expected = world.parcels.filter(({ communeCode }) => communeCode === commune).map(({ code }) => code);
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data, errors } = await land.ask(list, auditor, { commune, after, first: 7 });
      expect(errors).toEqual([]);
      const page = data['parcels'] as Listed;
      expect(page.totalCount).toBe(expected.length);
      seen.push(...page.nodes.map(({ code }) => code));
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
    expect(seen).toEqual(expected.toSorted());
  });

  test.each(jurisdictions)('a box in %s holds the parcels whose centres it holds', async (slug) => {
    const some = inside(slug).slice(0, 6);
    const centres = some.map(centreOf);
    const box = {
      west: Math.min(...centres.map(({ lon }) => lon)) - 1e-5,
      east: Math.max(...centres.map(({ lon }) => lon)) + 1e-5,
      south: Math.min(...centres.map(({ lat }) => lat)) - 1e-5,
      north: Math.max(...centres.map(({ lat }) => lat)) + 1e-5,
    };
    const { data, errors } = await land.ask(list, auditor, { box, first: 100 });
    expect(errors).toEqual([]);
    const page = data['parcels'] as Listed;
    expect(page.nodes.map(({ code }) => code)).toEqual(expect.arrayContaining(some.map(({ code }) => code)));
    expect(page.totalCount).toBe(page.nodes.length);
  });

  test('a list holds a citizen’s own parcels only', async () => {
    const { data, errors } = await land.ask(list, citizen, { commune: wellKnown.communeCode, first: 100 });
    expect(errors).toEqual([]);
    const expected = hers.filter(({ communeCode }) => communeCode === wellKnown.communeCode).map(({ code }) => code);
    const page = data['parcels'] as Listed;
    expect(page.nodes.map(({ code }) => code)).toEqual(expected.toSorted());
    expect(page.totalCount).toBe(expected.length);
  });
});
