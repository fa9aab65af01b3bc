import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Position } from 'geojson';
import { startSystem, type RunningSystem } from '../../sandbox/system.js';
import { wfsSystem } from '../../sandbox/systems/wfs/index.js';
import type { World, WorldParcel } from '../../sandbox/world/types.js';
import { SourceConfig } from '../../core/sources.js';
import { boundsOf, type Box } from '../../subgraphs/land/box.js';
import type { Parcel } from '../../subgraphs/land/parcel.type.js';
import type { ParcelQuery, ParcelSelection, ParcelSource } from '../../subgraphs/land/parcel-source.js';
import { createWfsParcelSource } from '../../subgraphs/land/parcel-source.wfs.js';
import type { PlanningZone } from '../../subgraphs/land/planning-zone.type.js';

export interface LandUnderContract {
  readonly name: string;
  readonly world: World;
  readonly jurisdictions: readonly string[];
  /** The source before the server, which holds what the sandbox's own land system of `jurisdictions` does. */
  readonly source: () => ParcelSource;
  /** False where the protocol has no way to ask for the parcels of a person. */
  readonly byUser?: boolean;
}

/** A server that others wrote gives the same answers as the sandbox's own: the same parcels, and each as it is there. */
export function landContract({ name, world, jurisdictions, source, byUser = true }: LandUnderContract): void {
  let system: RunningSystem;
  let own: ParcelSource;
  beforeAll(async () => {
    system = await startSystem(wfsSystem(world, 'land-own', jurisdictions), { latencyMs: 0 });
    own = createWfsParcelSource(SourceConfig.parse(system.source));
  });
  afterAll(async () => {
    await own.close();
    await system.close();
  });

  const parcels = world.parcels.filter(({ jurisdiction }) => jurisdictions.includes(jurisdiction));
  const [first] = parcels as [WorldParcel];
  const couple = parcels.find(({ users }) => users.length === 2)!;
  const here = { by: 'code', codes: [first.code] } as const;

  async function same(select: ParcelSelection, more: Partial<ParcelQuery> = {}): Promise<readonly Parcel[]> {
    const query = { select, withUsers: false, ...more };
    const [mine, theirs] = await Promise.all([own.find(query), source().find(query)]);
    expectSame(byKey(theirs), byKey(mine));
    return theirs;
  }
  async function boxOf(code: string): Promise<Box> {
    const [parcel] = await own.find({ select: { by: 'code', codes: [code] }, withUsers: false });
    return boundsOf([parcel!.geometry as Exclude<Parcel['geometry'], Error | null>]);
  }

  describe(`${name} gives as the sandbox does`, () => {
    test('a parcel by its code, and many', async () => {
      expect(await same(here)).toHaveLength(1);
      const codes = parcels.slice(0, 40).map(({ code }) => code);
      expect(await same({ by: 'code', codes })).toHaveLength(40);
    });

    test.each(["' OR 1=1 --", "x') OR ('1'='1", '<a>&amp;', "O'Brien", '%', '*', '123', ''])(
      'none for the code %j',
      async (code) => {
        expect(await same({ by: 'code', codes: [code, `${code}${code}`] })).toEqual([]);
      },
    );

    test('parcels by commune, sheet and number, of several sheets', async () => {
      const numbers = parcels.filter((_, at) => at % 20 === 0);
      expect(await same({ by: 'number', numbers })).toHaveLength(numbers.length);
    });

    test('all parcels of a commune, more than one page of them', async () => {
      const { communeCode } = first;
      expect((await same({ by: 'commune', communeCode })).length).toBeGreaterThan(0);
      expect(await same({ by: 'commune', communeCode: '00000' })).toEqual([]);
      const all = { communes: [...new Set(parcels.map((parcel) => parcel.communeCode))] };
      expect(await same({ by: 'code', codes: parcels.map(({ code }) => code) }, all)).toHaveLength(parcels.length);
    });

    test('only the users that are asked for', async () => {
      const [alone] = await source().find({ select: here, withUsers: false });
      expect(alone!.users).toBeNull();
      const [shared] = await same({ by: 'code', codes: [couple.code] }, { withUsers: true });
      expect(shared!.users).toHaveLength(2);
    });

    if (byUser)
      test('the parcels of a person, and of one among others', async () => {
        const { personalId } = couple.users[1]!;
        const found = await same({ by: 'user', personalIds: [personalId, '000000000000'] }, { withUsers: true });
        expect(found.length).toBeGreaterThan(0);
        const codes = parcels.slice(0, 50).map(({ code }) => code);
        await same({ by: 'code', codes: [...codes, couple.code] }, { withUsers: true, usedBy: personalId });
      });

    test('the parcel at a point', async () => {
      const { west, south, east, north } = await boxOf(couple.code);
      const found = await same({ by: 'point', lon: (west + east) / 2, lat: (south + north) / 2 });
      expect(found.map(({ code }) => code)).toContain(couple.code);
      expect(await same({ by: 'point', lon: 103, lat: 21 })).toEqual([]);
    });

    test('the parcels in a box, small and large', async () => {
      const { west, south, east, north } = await boxOf(couple.code);
      const [wide, high] = [(east - west) / 10, (north - south) / 10];
      const inner = { west: west + wide, south: south + high, east: east - wide, north: north - high };
      expect((await same({ by: 'box', box: inner })).map(({ code }) => code)).toEqual([couple.code]);
      const large = { west: west - 0.0017, south: south - 0.0013, east: east + 0.0019, north: north + 0.0011 };
      expect((await same({ by: 'box', box: large })).length).toBeGreaterThan(3);
      expect(await same({ by: 'box', box: { west: 103, south: 21, east: 103.01, north: 21.01 } })).toEqual([]);
    });

    test('the zones of the plan in a box', async () => {
      const box = await boxOf(couple.code);
      const [mine, theirs] = await Promise.all([own.zonesIn(box), source().zonesIn(box)]);
      expect(theirs.length).toBeGreaterThan(0);
      expectSame(byKey(theirs), byKey(mine));
    });

    test('the statistics of communes', async () => {
      const codes = [...new Set(parcels.map(({ communeCode }) => communeCode))].slice(0, 5);
      const sorted = async (of: ParcelSource) =>
        (await of.totals(codes))
          .flat()
          .map((row) => JSON.stringify(row))
          .toSorted();
      const theirs = await sorted(source());
      expect(theirs).toEqual(await sorted(own));
      expect(theirs.length).toBeGreaterThan(codes.length);
    });

    test('stretches of a list, each parcel in one of them', async () => {
      const query = { select: { by: 'commune', communeCode: first.communeCode }, withUsers: false } as const;
      const whole = await source().find(query);
      const stretches = [
        await source().slice(query, 0, 3),
        await source().slice(query, 3, 3),
        await source().slice(query, 6, 100),
      ];
      for (const { total } of stretches) expect([whole.length, null]).toContain(total);
      const codes = stretches.flatMap(({ rows }) => rows.map(({ code }) => code));
      expect(codes).toEqual(whole.map(({ code }) => code).toSorted());
      expect((await source().slice(query, 1000, 10)).rows).toEqual([]);
    });

    test('a count of all there is, to its edge', async () => {
      const codes = parcels.map(({ code }) => code);
      for (const select of [{ by: 'box', box: source().extent } as const, { by: 'code', codes } as const]) {
        const { rows, total } = await source().slice({ select, withUsers: false }, parcels.length - 3, 10);
        expect(rows).toHaveLength(3);
        expect([parcels.length, null]).toContain(total);
      }
    });
  });
}

type Shaped = Parcel | PlanningZone;

const keyOf = (row: Shaped) => ('code' in row ? row.code : row.id);
const byKey = <R extends Shaped>(rows: readonly R[]): R[] => rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

/** Equal but for where they come from, and shapes to 2 cm: each server's coordinates are rounded once more. */
function expectSame(theirs: readonly Shaped[], mine: readonly Shaped[]): void {
  const words = (rows: readonly Shaped[]): unknown =>
    JSON.parse(JSON.stringify(rows, (name, value: unknown) => (name === 'provenance' || name === 'geometry' ? null : value)));
  expect(words(theirs)).toEqual(words(mine));
  theirs.forEach(({ geometry }, at) => {
    const [shape, expected] = [cornersOf(geometry), cornersOf(mine[at]!.geometry)];
    expect(shape).toHaveLength(expected.length);
    // A ring may begin at any of its corners.
    for (const [lon, lat] of shape) {
      const near = expected.some(([x, y]) => Math.abs(x! - lon!) < 2e-7 && Math.abs(y! - lat!) < 2e-7);
      expect({ lon, lat, near }).toEqual({ lon, lat, near: true });
    }
  });
}

function cornersOf(geometry: Shaped['geometry']): Position[] {
  if (geometry === null || geometry instanceof Error) throw new Error('no boundary', { cause: geometry });
  return geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2);
}
