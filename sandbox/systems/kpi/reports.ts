import { createRandom } from '../../world/random.js';
import type { World, WorldAgency } from '../../world/types.js';
import { monthOf } from './observation.js';
import type { RawCitation, RawPeriod, RawRegime, RawReport } from './raw.type.js';

const review = 'Báo cáo sơ kết của UBND thành phố Vinh, tháng 8/2023';
const cited = (soKyHieu: string, ngayBanHanh: string | null, trichYeu: string, viTri: string, maNoiDung: string | null = null) =>
  ({ soKyHieu, ngayBanHanh, trichYeu, viTri, maNoiDung }) satisfies RawCitation;
const plan54 = 'Triển khai thí điểm xây dựng đô thị thông minh thành phố Vinh giai đoạn 2021-2025';
const team = 'TO-VAN-HANH-IOC';

/** The acts Vinh's smart-city reports rest on, as the real documents cite them: two dates of one plan, two numbers of one team. */
const vinhBasis: readonly RawCitation[] = [
  cited('04-NQ/ThU', '2021-11-03', 'Xây dựng đô thị thông minh thành phố Vinh giai đoạn 2021-2025', `${review}, mở đầu`),
  cited('54/KH-UBND', '2021-03-15', plan54, `${review}, chú thích 1`),
  cited('54/KH-UBND', '2021-02-15', plan54, `${review}, mục IV.3`),
  cited('54/KH-UBND', '2021-03-15', plan54, 'Nghị quyết 04-NQ/ThU, mục IV.2'),
  cited('2553/QĐ-UBND', null, 'Thành lập Tổ vận hành Trung tâm điều hành ĐTTM', `${review}, chú thích 1`, team),
  cited(
    '2555/QĐ-UBND',
    '2021-05-14',
    'Thành lập Tổ công tác vận hành thí điểm Trung tâm điều hành Đô thị thông minh',
    `${review}, chú thích 2`,
    team,
  ),
];

/** Danh mục chế độ báo cáo of a province's system. */
export const regimesOf = (areas: Readonly<Record<string, string>>): RawRegime[] => [
  { maCheDo: 'BC.THANG', tenCheDo: 'Báo cáo công tác tháng', loaiKy: 'THANG', maDiaBan: Object.values(areas), canCu: [] },
  ...(areas['vinh'] === undefined
    ? []
    : [
        {
          maCheDo: 'BC.DTTM',
          tenCheDo: 'Báo cáo thực hiện xây dựng đô thị thông minh',
          loaiKy: 'NAM' as const,
          maDiaBan: [areas['vinh']],
          canCu: vinhBasis,
        },
      ]),
];

/** Monthly reports of every commune's committee since the reform of July 2025, newest first. */
export function reportsOf(world: World, slug: string, maDiaBan: string): RawReport[] {
  const { agencies, today } = world;
  const reporting = agencies.filter(({ jurisdiction, communeCode }) => jurisdiction === slug && communeCode !== null);
  const months: [number, number][] = [];
  for (let year = 2025, month = 7; monthOf(year, month).tuNgay <= today; month === 12 ? (year++, (month = 1)) : month++)
    months.unshift([year, month]);
  return months.flatMap(([year, month]) => reporting.map((agency) => reportOf(agency, maDiaBan, monthOf(year, month), world)));
}

function reportOf(agency: WorldAgency, maDiaBan: string, kyBaoCao: RawPeriod, { seed, today }: World): RawReport {
  const chance = createRandom(seed, `report ${agency.id} ${kyBaoCao.tuNgay}`).int(0, 99);
  const hanGui = dayAfter(kyBaoCao.denNgay, 5);
  const sent = dayAfter(kyBaoCao.denNgay, 1 + (chance % 4));
  const base = {
    maCheDo: 'BC.THANG',
    maDiaBan,
    donViBaoCao: { maDinhDanh: agency.id, tenDonVi: agency.name },
    kyBaoCao,
    hanGui,
  };
  if (chance < 6 || sent > today) return { ...base, trangThai: hanGui < today ? 'QUA_HAN' : 'CHUA_GUI', ngayGui: null };
  const recent = dayAfter(sent, 20) > today;
  return { ...base, trangThai: recent ? 'DA_GUI' : chance < 12 ? 'TRA_LAI' : 'DA_DUYET', ngayGui: sent };
}

const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
