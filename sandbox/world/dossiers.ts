import { type Day, dateOf, dayOf, firstDay, instantOf } from './calendar.js';
import { type Course, drawCourse, drawDay } from './dossier-course.js';
import { groupBy } from './group.js';
import type { Officers } from './officers.js';
import { firstMinorYear } from './people.js';
import { createRandom, type Random } from './random.js';
import type { World, WorldDossier, WorldParcel, WorldPerson, WorldProcedure } from './types.js';
import { wellKnown } from './well-known.js';

type Places = Pick<World, 'jurisdictions' | 'people' | 'parcels' | 'procedures'>;

const landProcedure = '1.012756';
const satisfactions = [
  ['SATISFIED', 86],
  ['ACCEPTABLE', 11],
  ['UNSATISFIED', 3],
] as const;

/** Sorted by day of reception; every third case is about land. */
export function createDossiers(
  seed: number,
  places: Places,
  officers: ReadonlyMap<string, Officers>,
  perJurisdiction: number,
): readonly WorldDossier[] {
  const random = createRandom(seed, 'dossiers');
  const people = new Map(places.people.map((person) => [person.personalId, person]));
  const agencyOf = new Map(
    places.jurisdictions.flatMap(({ communes }) => communes.map(({ code, agencyId }) => [code, agencyId])),
  );
  const onLand = groupBy(places.procedures, ({ aboutLand }) => aboutLand);
  const first = dayOf(firstDay);
  const cases = places.jurisdictions.flatMap(({ slug }) => {
    const applicants = places.people.filter(
      ({ jurisdiction, birthDate }) => jurisdiction === slug && birthDate < String(firstMinorYear),
    );
    const parcels = places.parcels.filter(({ jurisdiction }) => jurisdiction === slug);
    return Array.from({ length: perJurisdiction }, (_, index): Case => {
      const parcel = index % 3 === 0 ? random.pick(parcels) : null;
      const known = slug === wellKnown.jurisdiction ? knownCase(index, places.parcels) : null;
      return {
        received: drawDay(random, first),
        procedure: random.pick(onLand.get(parcel !== null)!),
        parcel,
        applicant: parcel ? people.get(parcel.users[0]!.personalId)! : random.pick(applicants),
        ...(known && {
          ...known,
          applicant: people.get(wellKnown.personalId)!,
          procedure: places.procedures.find(({ code }) => code === known.procedureCode)!,
        }),
      };
    });
  });
  const numberOf = createNumbers(random);
  return cases
    .toSorted((a, b) => a.received - b.received)
    .map((one) => {
      const agencyId = agencyOf.get(one.applicant.communeCode)!;
      const code =
        one.code ?? `${agencyId}-${dateOf(one.received).slice(2).replaceAll('-', '')}-${numberOf(agencyId, one.received)}`;
      return createDossier(random, one, { agencyId, code, officers: officers.get(agencyId)! });
    });
}

interface Case {
  readonly received: Day;
  readonly procedure: WorldProcedure;
  readonly parcel: WorldParcel | null;
  readonly applicant: WorldPerson;
  readonly code?: string;
}

/** The first three cases of Vinh are one person's: land, civil status, business. */
function knownCase(index: number, parcels: readonly WorldParcel[]) {
  if (index > 2) return null;
  const parcel = parcels.find(({ code }) => code === wellKnown.parcelCode)!;
  const known = [
    { received: dayOf('2026-06-09'), procedureCode: landProcedure, parcel, code: wellKnown.dossierCode },
    { received: dayOf('2025-11-18'), procedureCode: '1.004873', parcel: null },
    { received: dayOf('2026-10-21'), procedureCode: '1.001612', parcel: null },
  ];
  return known[index]!;
}

function createDossier(
  random: Random,
  { procedure, received, applicant, parcel, code: fixed }: Case,
  { agencyId, code, officers }: { agencyId: string; code: string; officers: Officers },
): WorldDossier {
  const drawn = drawCourse(random, procedure, received);
  const course = fixed === undefined ? drawn : knownCourse;
  const years = (received - dayOf(firstDay)) / 365;
  const online = procedure.level > 2 && random.chance(0.2 + years * 0.12);
  const minute = random.int(7 * 60 + 30, 16 * 60);
  const at = (day: Day | null, later: number) => (day === null ? null : instantOf(day, Math.min(minute + later, 17 * 60 + 20)));
  return {
    code,
    procedureCode: procedure.code,
    agencyId,
    jurisdiction: applicant.jurisdiction,
    communeCode: applicant.communeCode,
    applicantId: applicant.personalId,
    status: course.status,
    online,
    appliedAt: appliedAt(random, { online, received, minute, accepted: course.accepted !== null }),
    acceptedAt: at(course.accepted, 0),
    dueAt: course.due === null ? null : instantOf(course.due, 17 * 60 + 30),
    completedAt: at(course.completed, 45),
    returnedAt: at(course.returned, 80),
    parcelCode: parcel?.code ?? null,
    steps: stepsOf(random, course, officers, at),
    fees: feesOf(random, procedure, course),
    satisfaction: course.returned !== null && random.chance(0.6) ? random.weighted(satisfactions) : null,
  };
}

/** Online applications come early in the day, or the day before they are accepted. */
function appliedAt(
  random: Random,
  { online, received, minute, accepted }: { online: boolean; received: Day; minute: number; accepted: boolean },
): string {
  if (!online) return instantOf(received, minute - 10);
  return instantOf(accepted ? received - random.int(0, 1) : received, 7 * 60 + 5);
}

const feesOf = (random: Random, { fees }: WorldProcedure, { completed, status }: Course): WorldDossier['fees'] =>
  fees.map((fee) => ({ ...fee, paid: completed !== null || (status !== 9 && random.chance(0.5)) }));

const knownCourse: Course = {
  status: 5,
  accepted: dayOf('2026-06-09'),
  due: dayOf('2026-06-23'),
  completed: dayOf('2026-06-19'),
  returned: dayOf('2026-06-22'),
};

function stepsOf(
  random: Random,
  { accepted, completed, returned }: Course,
  { reception, specialists, leaders }: Officers,
  at: (day: Day | null, later: number) => string | null,
): WorldDossier['steps'] {
  if (accepted === null) return [];
  const clerk = random.pick(reception);
  const steps = [
    { name: 'Tiếp nhận hồ sơ', officer: clerk, startedAt: at(accepted, 0)!, endedAt: at(accepted, 15) },
    { name: 'Thẩm định hồ sơ', officer: random.pick(specialists), startedAt: at(accepted, 15)!, endedAt: at(completed, 0) },
  ];
  if (completed !== null) {
    steps.push({
      name: 'Phê duyệt',
      officer: random.pick(leaders).fullName,
      startedAt: at(completed, 0)!,
      endedAt: at(completed, 45),
    });
    steps.push({ name: 'Trả kết quả', officer: clerk, startedAt: at(completed, 45)!, endedAt: at(returned, 80) });
  }
  return steps;
}

/** Numbers of the day, rising by gaps: the sample holds some of an agency's cases, not all of them. */
function createNumbers(random: Random) {
  const last = new Map<string, number>([[`${wellKnown.agencyId} ${dayOf('2026-06-09')}`, 12]]);
  return (agencyId: string, day: Day): string => {
    const number = (last.get(`${agencyId} ${day}`) ?? 0) + random.int(1, 9);
    last.set(`${agencyId} ${day}`, number);
    return String(number).padStart(4, '0');
  };
}
