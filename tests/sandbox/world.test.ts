import { expect, test } from '@jest/globals';
import { geohashOf } from '../../sandbox/world/geohash.js';
import { createWorld, wellKnown } from '../../sandbox/world/index.js';
import { zoneOf } from '../../sandbox/world/projection.js';
import { DossierCode, PersonalId, ProcedureCode } from '../../schema/check.js';

const world = createWorld();
const unique = <T>(items: readonly T[], key: (item: T) => string | number) => new Set(items.map(key)).size === items.length;
const agencies = new Set(world.agencies.map(({ id }) => id));
const people = new Map(world.people.map((person) => [person.personalId, person]));
const parcels = new Map(world.parcels.map((parcel) => [parcel.code, parcel]));
const dossiers = new Map(world.dossiers.map((dossier) => [dossier.code, dossier]));

const contains = (ring: readonly (readonly [number, number])[], [x, y]: readonly [number, number]) => {
  const eastings = ring.map(([easting]) => easting);
  const northings = ring.map(([, northing]) => northing);
  return Math.min(...eastings) <= x && x <= Math.max(...eastings) && Math.min(...northings) <= y && y <= Math.max(...northings);
};

test('holds the default volume, spread over six jurisdictions', () => {
  expect(world.jurisdictions.map(({ slug }) => slug)).toEqual(['vinh', 'thai-hoa', 'hoang-mai', 'dong-ha', 'dong-hoi', 'hue']);
  expect(world.people).toHaveLength(2_400);
  expect(world.dossiers).toHaveLength(6_000);
  expect(world.parcels).toHaveLength(3_000);
  expect(world.documents).toHaveLength(3_600);
  for (const { slug, communes } of world.jurisdictions)
    for (const { code } of communes)
      for (const rows of [world.people, world.dossiers, world.parcels, world.zones])
        expect(rows.some(({ jurisdiction, communeCode }) => jurisdiction === slug && communeCode === code)).toBe(true);
});

test('is the same from the same seed, and another from another', () => {
  expect(createWorld()).toEqual(world);
  expect(createWorld({ seed: 7, scale: 0.1 }).people[5]).not.toEqual(createWorld({ seed: 8, scale: 0.1 }).people[5]);
});

test('gives every person, case, parcel, zone and paper a code of its own, of the official form', () => {
  expect(unique(world.people, ({ personalId }) => personalId)).toBe(true);
  expect(unique(world.dossiers, ({ code }) => code)).toBe(true);
  expect(unique(world.parcels, ({ code }) => code)).toBe(true);
  expect(unique(world.parcels, (parcel) => `${parcel.communeCode}/${parcel.sheetNumber}/${parcel.parcelNumber}`)).toBe(true);
  expect(unique(world.zones, ({ id }) => id)).toBe(true);
  expect(unique(world.documents, ({ province, id }) => `${province}/${id}`)).toBe(true);
  expect(unique(world.agencies, ({ code102 }) => code102)).toBe(true);
  expect(world.people.every(({ personalId }) => PersonalId.safeParse(personalId).success)).toBe(true);
  expect(world.dossiers.every(({ code }) => DossierCode.safeParse(code).success)).toBe(true);
  expect(world.procedures.every(({ code }) => ProcedureCode.safeParse(code).success)).toBe(true);
});

test('cases are of people, agencies, procedures and parcels that exist, each in its own commune', () => {
  const communes = new Map(
    world.jurisdictions.flatMap((one) => one.communes.map((commune) => [commune.code, { ...commune, ...one }])),
  );
  const procedures = new Map(world.procedures.map((procedure) => [procedure.code, procedure]));
  for (const dossier of world.dossiers) {
    expect(people.get(dossier.applicantId)).toMatchObject({ communeCode: dossier.communeCode });
    expect(communes.get(dossier.communeCode)).toMatchObject({ agencyId: dossier.agencyId, slug: dossier.jurisdiction });
    expect(dossier.code.startsWith(`${dossier.agencyId}-`)).toBe(true);
    expect(procedures.get(dossier.procedureCode)!.aboutLand).toBe(dossier.parcelCode !== null);
    if (dossier.parcelCode === null) continue;
    const parcel = parcels.get(dossier.parcelCode)!;
    expect(parcel.communeCode).toBe(dossier.communeCode);
    expect(parcel.users.map(({ personalId }) => personalId)).toContain(dossier.applicantId);
  }
  const aboutLand = world.dossiers.filter(({ parcelCode }) => parcelCode !== null).length;
  expect(aboutLand / world.dossiers.length).toBeCloseTo(1 / 3, 1);
});

test('no case runs past today, and some are open, some late', () => {
  const tomorrow = '2026-11-01';
  for (const { appliedAt, acceptedAt, completedAt, returnedAt } of world.dossiers) {
    const course = [appliedAt, acceptedAt, completedAt, returnedAt].filter((at) => at !== null);
    expect(course).toEqual(course.toSorted());
    expect(course.at(-1)! < tomorrow).toBe(true);
  }
  const overdue = world.dossiers.filter(({ status, dueAt }) => status === 2 && dueAt !== null && dueAt < tomorrow);
  const late = world.dossiers.filter(({ completedAt, dueAt }) => completedAt !== null && dueAt !== null && completedAt > dueAt);
  expect(overdue.length).toBeGreaterThan(10);
  expect(late.length).toBeGreaterThan(100);
  expect(new Set(world.dossiers.map(({ status }) => status))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
});

test('a quarter of the papers answer a case of their agency, and travel between agencies that exist', () => {
  const answers = world.documents.filter(({ dossierCode }) => dossierCode !== null);
  expect(answers).toHaveLength(900);
  for (const { dossierCode, agencyId, direction } of answers) {
    expect(direction).toBe('OUTGOING');
    expect(dossiers.get(dossierCode!)).toMatchObject({ agencyId });
  }
  for (const { agencyId, issuerId, recipientIds, delivery, registeredOn, jurisdiction } of world.documents) {
    for (const id of [agencyId, issuerId, ...recipientIds]) expect(agencies.has(id)).toBe(true);
    for (const status of delivery?.statuses ?? []) expect(recipientIds).toContain(status.agencyId);
    expect(registeredOn <= world.today).toBe(true);
    expect(world.agencies.find(({ id }) => id === agencyId)).toMatchObject({ jurisdiction });
  }
  const codes = world.documents.flatMap(({ delivery }) => delivery?.statuses.map(({ code }) => code) ?? []);
  expect(new Set(codes)).toEqual(new Set(['01', '02', '03', '06']));
});

test('parcels lie beside each other, carry the geohash of a point inside, and meet planning zones', () => {
  for (const { slug, epsg } of world.jurisdictions) {
    const zone = zoneOf(epsg);
    const own = world.parcels.filter(({ jurisdiction }) => jurisdiction === slug);
    own.forEach((parcel, at) => {
      expect(parcel.ring[0]).toEqual(parcel.ring.at(-1));
      expect(parcel.areaM2).toBeGreaterThan(0);
      const corner = parcel.ring[0]!;
      const next = own[at + 1];
      expect(next && contains(next.ring, corner)).not.toBe(true);
      const inside: [number, number] = [(corner[0] + parcel.ring[2]![0]) / 2, (corner[1] + parcel.ring[2]![1]) / 2];
      expect(geohashOf(...zone.inverse(inside))).toBe(parcel.code);
    });
    const zones = world.zones.filter(({ jurisdiction }) => jurisdiction === slug);
    for (const { ring, communeCode } of zones)
      expect(own.some((parcel) => parcel.communeCode === communeCode && parcel.ring.some((point) => contains(ring, point)))).toBe(
        true,
      );
  }
});

test('geohash follows the published example', () => {
  expect(geohashOf(10.40744, 57.64911, 11)).toBe('u4pruydqqvj');
});

test.each([{}, { seed: 7 }, { scale: 0.05 }, { seed: 99, scale: 0.2 }])(
  'the well-known rows are in every world: %o',
  (options) => {
    const any = createWorld(options);
    const hanh = any.people.find(({ personalId }) => personalId === wellKnown.personalId);
    expect(hanh).toMatchObject({ fullName: 'Nguyễn Thị Minh Hạnh', communeCode: '16690', hasHealthRecord: true });
    const dossier = any.dossiers.find(({ code }) => code === wellKnown.dossierCode);
    expect(dossier).toMatchObject({
      applicantId: wellKnown.personalId,
      parcelCode: wellKnown.parcelCode,
      status: 5,
      agencyId: 'H41.17',
    });
    expect(dossier!.steps).toHaveLength(4);
    expect(any.dossiers.filter(({ applicantId }) => applicantId === wellKnown.personalId).length).toBeGreaterThanOrEqual(3);
    const parcel = any.parcels.find(({ code }) => code === wellKnown.parcelCode);
    expect(parcel!.users).toEqual([{ personalId: wellKnown.personalId, fullName: hanh!.fullName }]);
    expect(contains(parcel!.ring, zoneOf(9208).forward([wellKnown.lon, wellKnown.lat]))).toBe(true);
    const document = any.documents.find(({ province, id }) => province === 'nghe-an' && id === wellKnown.documentId);
    expect(document).toMatchObject({ dossierCode: wellKnown.dossierCode, agencyId: 'H41.17', digitallySigned: true });
    expect(document!.delivery).not.toBeNull();
  },
);
