import type { World, WorldJurisdiction, WorldPerson } from '../../world/types.js';
import { figureOf, yearOf } from './observation.js';
import type { RawObservation } from './raw.type.js';
import { synthetic } from './synthetic.js';

export interface Share {
  readonly tuSo: number;
  readonly mauSo: number;
}

/** People born by the end of `day`; the world has no deaths and no moves. */
export const population = (people: readonly WorldPerson[], day: string): number =>
  people.filter(({ birthDate }) => birthDate <= day).length;

// The world says who has a record, not since when: they are opened evenly over the months from January 2021 to June 2026.
const months = 66;
const openedIn = ({ personalId }: WorldPerson) => Number(BigInt(personalId) % BigInt(months));

/** People with a record by the end of `day` over those alive. */
export function recordCoverage(people: readonly WorldPerson[], day: string): Share {
  const month = (Number(day.slice(0, 4)) - 2021) * 12 + Number(day.slice(5, 7)) - 1;
  const alive = people.filter(({ birthDate }) => birthDate <= day);
  return {
    tuSo: alive.filter((person) => person.hasHealthRecord && openedIn(person) <= month).length,
    mauSo: alive.length,
  };
}

// Communes stand in their present form since this day.
const reform = '2025-07-01';

/** Population of each commune of a jurisdiction at the end of each year since the reform. */
export function communePopulation(world: World, { communes }: WorldJurisdiction): RawObservation[] {
  const today = world.today;
  const years = Array.from({ length: Number(today.slice(0, 4)) - 2024 }, (_, index) => 2025 + index);
  return communes.flatMap(({ code }) => {
    const people = world.people.filter(({ communeCode }) => communeCode === code);
    return years.map((year) => {
      const kyBaoCao = yearOf(year);
      const tinhDen = kyBaoCao.denNgay < today ? kyBaoCao.denNgay : today;
      return figureOf(
        { maDiaBan: code, loaiDuLieu: 'THUC_HIEN', kyBaoCao, vanBanNguon: synthetic },
        { maChiTieu: 'DS.DANSO', giaTri: population(people, tinhDen), tinhDen, diaBan: { maDiaBan: code, hieuLucTu: reform } },
      );
    });
  });
}
