import { groupBy } from './group.js';
import { geohashOf } from './geohash.js';
import { cellOf, centreOf, originOf, parcelsPerSheet, rectangle, type Ring } from './grid.js';
import { firstMinorYear } from './people.js';
import { inSentence, provinceNames } from './places.js';
import { type Zone, zoneOf } from './projection.js';
import { createRandom, type Random } from './random.js';
import { streetAddress } from './names.js';
import type { WorldCommune, WorldJurisdiction, WorldParcel, WorldPerson } from './types.js';
import { wellKnown } from './well-known.js';

const wardUses = [
  [['ODT'], 68],
  [['ODT', 'CLN'], 12],
  [['TMD'], 5],
  [['LUC'], 6],
  [['CLN'], 4],
  [['SKC'], 3],
  [['NTS'], 2],
] as const;
const ruralUses = [
  [['ONT'], 40],
  [['ONT', 'CLN'], 20],
  [['LUC'], 20],
  [['BHK'], 8],
  [['CLN'], 6],
  [['NTS'], 6],
] as const;
const builtUpon = new Set(['ODT', 'ONT', 'TMD']);

export function createParcels(
  seed: number,
  jurisdictions: readonly WorldJurisdiction[],
  people: readonly WorldPerson[],
  perJurisdiction: number,
): readonly WorldParcel[] {
  const random = createRandom(seed, 'parcels');
  const adults = groupBy(
    people.filter(({ birthDate }) => Number(birthDate.slice(0, 4)) < firstMinorYear),
    ({ communeCode }) => communeCode,
  );
  return jurisdictions.flatMap((jurisdiction) => {
    const zone = zoneOf(jurisdiction.epsg);
    return jurisdiction.communes.flatMap((commune, at) => {
      const plot = { jurisdiction, commune, zone, origin: originOf(commune, jurisdiction.epsg) };
      const count = share(perJurisdiction, jurisdiction.communes.length, at);
      return Array.from({ length: count }, (_, index) =>
        createParcel(random, { ...plot, index, neighbours: adults.get(commune.code) ?? [] }),
      );
    });
  });
}

interface Plot {
  readonly jurisdiction: WorldJurisdiction;
  readonly commune: WorldCommune;
  readonly zone: Zone;
  readonly origin: readonly [number, number];
  readonly index: number;
  readonly neighbours: readonly WorldPerson[];
}

function createParcel(random: Random, { jurisdiction, commune, zone, origin, index, neighbours }: Plot): WorldParcel {
  const landUse = random.weighted<readonly string[]>(commune.name.startsWith('Xã') ? ruralUses : wardUses);
  const corner = cellOf(origin, index);
  const drawn = {
    landUse,
    ring: ringFor(random, corner, landUse),
    address: `${builtUpon.has(landUse[0]!) ? streetAddress(random) : 'Xứ đồng'}, ${inSentence(commune.name)}, ${provinceNames[jurisdiction.province]}`,
    users: usersFor(random, neighbours),
    certified: random.chance(0.85),
  };
  const known = index === 0 && commune.code === wellKnown.communeCode;
  const parcel = known ? { ...drawn, ...knownParcel(corner, neighbours) } : drawn;
  return {
    code: geohashOf(...zone.inverse(centreOf(parcel.ring))),
    jurisdiction: jurisdiction.slug,
    communeCode: commune.code,
    sheetNumber: 1 + Math.floor(index / parcelsPerSheet),
    parcelNumber: 1 + (index % parcelsPerSheet),
    areaM2: areaOf(parcel.ring),
    ...parcel,
  };
}

function knownParcel(corner: readonly [number, number], neighbours: readonly WorldPerson[]) {
  const hanh = neighbours.find(({ personalId }) => personalId === wellKnown.personalId)!;
  return {
    landUse: ['ODT'],
    ring: rectangle(corner, 8, 20),
    address: hanh.address,
    users: [{ personalId: hanh.personalId, fullName: hanh.fullName }],
    certified: true,
  };
}

function ringFor(random: Random, corner: readonly [number, number], landUse: readonly string[]): Ring {
  return builtUpon.has(landUse[0]!)
    ? rectangle(corner, random.int(6, 18), random.int(15, 25))
    : rectangle(corner, random.int(28, 40), random.int(22, 30));
}

function usersFor(random: Random, neighbours: readonly WorldPerson[]) {
  const first = random.pick(neighbours);
  const others = random.chance(0.35) ? neighbours.filter(({ sex }) => sex !== first.sex) : [];
  const users = others.length > 0 ? [first, random.pick(others)] : [first];
  return users.map(({ personalId, fullName }) => ({ personalId, fullName }));
}

function areaOf(ring: Ring): number {
  const doubled = ring.slice(1).reduce((sum, [x, y], at) => sum + ring[at]![0] * y - x * ring[at]![1], 0);
  return Math.round(doubled * 5) / 10;
}

/** What the `at`-th of `parts` gets of `total`, dealt out evenly. */
export const share = (total: number, parts: number, at: number): number =>
  Math.floor(total / parts) + (at < total % parts ? 1 : 0);
