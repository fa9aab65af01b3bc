import type { World } from '../../world/types.js';
import { figureOf, monthOf, yearOf, type Figure } from './observation.js';
import { population, recordCoverage, type Share } from './people-figures.js';
import type { RawObservation, RawPeriod } from './raw.type.js';
import { synthetic } from './synthetic.js';

const firstYear = 2021;
/** Targets for 2021 to 2026, in %. */
const targets: Readonly<Record<string, readonly number[]>> = {
  'TD.HOSO.DUNGHAN': [85, 88, 90, 92, 95, 95],
  'TD.HOSO.QUAHAN': [15, 12, 10, 8, 5, 5],
  'TD.HOSO.TRUCTUYEN': [20, 30, 40, 50, 50, 60],
  'TD.HAILONG': [80, 82, 85, 88, 90, 90],
  'TD.VANBAN.KYSO': [50, 60, 70, 80, 90, 95],
  'TD.HSSK.BAOPHU': [20, 35, 50, 65, 80, 85],
};
type Months = Map<string, Share>;
/** What the world adds up to: `vinh TD.HOSO.DUNGHAN` → month → share. */
export type Counts = ReadonlyMap<string, Months>;

/** Adds to the counts of one indicator: `counted` of one more. */
function count(counts: Map<string, Months>, key: string, at: string, counted: boolean): void {
  const months = counts.get(key) ?? new Map<string, Share>();
  counts.set(key, months);
  const month = at.slice(0, 7);
  const { tuSo, mauSo } = months.get(month) ?? { tuSo: 0, mauSo: 0 };
  months.set(month, { tuSo: tuSo + (counted ? 1 : 0), mauSo: mauSo + 1 });
}

/** Counts the world's dossiers and outgoing documents once, by month. */
export function countWorld({ dossiers, documents }: World): Counts {
  const counts = new Map<string, Months>();
  for (const { jurisdiction: slug, acceptedAt, completedAt, dueAt, online, satisfaction } of dossiers) {
    if (acceptedAt !== null) {
      count(counts, `${slug} TD.HOSO.TIEPNHAN`, acceptedAt, true);
      count(counts, `${slug} TD.HOSO.TRUCTUYEN`, acceptedAt, online);
    }
    if (completedAt === null) continue;
    const late = dueAt !== null && Date.parse(completedAt) > Date.parse(dueAt);
    count(counts, `${slug} TD.HOSO.DUNGHAN`, completedAt, !late);
    count(counts, `${slug} TD.HOSO.QUAHAN`, completedAt, late);
    if (satisfaction !== null) count(counts, `${slug} TD.HAILONG`, completedAt, satisfaction === 'SATISFIED');
  }
  for (const { jurisdiction: slug, direction, signedOn, digitallySigned } of documents)
    if (direction === 'OUTGOING') count(counts, `${slug} TD.VANBAN.KYSO`, signedOn, digitallySigned);
  return counts;
}

const counted = ['TD.HOSO.TIEPNHAN', 'TD.HOSO.DUNGHAN', 'TD.HOSO.QUAHAN', 'TD.HOSO.TRUCTUYEN', 'TD.HAILONG', 'TD.VANBAN.KYSO'];
export const monthlyIndicators = [...counted, 'TD.HSSK.BAOPHU', 'DS.DANSO'];

/** Synthetic figures of one jurisdiction by month and by year, up to the world's today, with a target for each year. */
export function monthlyFigures(world: World, counts: Counts, slug: string, maDiaBan: string): RawObservation[] {
  const people = world.people.filter(({ jurisdiction }) => jurisdiction === slug);
  return periodsUntil(world.today).flatMap(({ kyBaoCao, tinhDen }) => {
    const months = kyBaoCao.loaiKy === 'NAM' ? kyBaoCao.tuNgay.slice(0, 4) : kyBaoCao.tuNgay.slice(0, 7);
    const figures: (Figure | null)[] = counted.map((code) => actual(code, sumOf(counts.get(`${slug} ${code}`), months)));
    figures.push(actual('TD.HSSK.BAOPHU', recordCoverage(people, tinhDen)));
    if (kyBaoCao.loaiKy === 'NAM') figures.push({ maChiTieu: 'DS.DANSO', giaTri: population(people, tinhDen) });
    const table = { maDiaBan, loaiDuLieu: 'THUC_HIEN', kyBaoCao, vanBanNguon: synthetic } as const;
    return [
      ...figures.filter((figure) => figure !== null).map((figure) => figureOf(table, { ...figure, tinhDen })),
      ...(kyBaoCao.loaiKy === 'NAM' ? targetsOf(kyBaoCao, maDiaBan) : []),
    ];
  });
}

function actual(maChiTieu: string, { tuSo, mauSo }: Share): Figure | null {
  if (maChiTieu === 'TD.HOSO.TIEPNHAN') return { maChiTieu, giaTri: tuSo };
  if (mauSo === 0) return null;
  return { maChiTieu, giaTri: Math.round((tuSo / mauSo) * 10_000) / 100, tuSo, mauSo };
}

const targetsOf = (kyBaoCao: RawPeriod, maDiaBan: string) =>
  Object.entries(targets).map(([maChiTieu, values]) =>
    figureOf(
      { maDiaBan, loaiDuLieu: 'MUC_TIEU', kyBaoCao, vanBanNguon: synthetic },
      { maChiTieu, giaTri: values[Number(kyBaoCao.tuNgay.slice(0, 4)) - firstYear] ?? values.at(-1)!, tinhDen: kyBaoCao.tuNgay },
    ),
  );

function sumOf(months: Months | undefined, prefix: string): Share {
  let tuSo = 0;
  let mauSo = 0;
  for (const [month, share] of months ?? [])
    if (month.startsWith(prefix)) {
      tuSo += share.tuSo;
      mauSo += share.mauSo;
    }
  return { tuSo, mauSo };
}

function periodsUntil(today: string): { kyBaoCao: RawPeriod; tinhDen: string }[] {
  const years = Array.from({ length: Number(today.slice(0, 4)) - firstYear + 1 }, (_, index) => firstYear + index);
  const months = years.flatMap((year) => Array.from({ length: 12 }, (_, index) => monthOf(year, index + 1)));
  return [...months, ...years.map(yearOf)]
    .filter(({ tuNgay }) => tuNgay <= today)
    .map((kyBaoCao) => ({ kyBaoCao, tinhDen: kyBaoCao.denNgay < today ? kyBaoCao.denNgay : today }));
}
