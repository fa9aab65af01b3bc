import { figureOf, yearOf, type Table } from './observation.js';
import type { RawCitation, RawObservation } from './raw.type.js';

const resolution = (viTri: string): RawCitation => ({
  soKyHieu: '04-NQ/ThU',
  ngayBanHanh: '2021-11-03',
  trichYeu:
    'Nghị quyết của Ban Chấp hành Đảng bộ thành phố Vinh về xây dựng đô thị thông minh giai đoạn 2021-2025 và những năm tiếp theo',
  maNoiDung: null,
  viTri,
});

/** The real targets for 2025 of the city party committee's resolution 04, by the paragraph of its part II.2.b that sets them. */
export function vinhTargets(maDiaBan: string): RawObservation[] {
  const table: Table = { maDiaBan, loaiDuLieu: 'MUC_TIEU', kyBaoCao: yearOf(2025), vanBanNguon: null };
  const set = (paragraph: number, maChiTieu: string, giaTri: number, dau: RawObservation['dau'] = '=') =>
    figureOf(table, { maChiTieu, giaTri, dau, tinhDen: '2021-11-03', vanBanNguon: resolution(`II.2.b (${paragraph})`) });
  return [
    set(1, 'CQS.TTHC.MUC3', 85),
    set(1, 'CQS.TTHC.MUC4', 40),
    set(1, 'CQS.HOSO.TRUCTUYEN', 50),
    set(1, 'CQS.THONGTIN.CONGKHAI', 80),
    set(1, 'CQS.HATANG.ATTT', 85),
    set(1, 'CQS.CBCC.UNGDUNG', 100),
    set(2, 'YT.BENHAN.DIENTU', 80),
    set(3, 'GD.TRUONG.HOSO', 80),
    set(3, 'GD.PHONG.DAPHUONGTIEN', 20),
    set(4, 'ANTT.DIEM.CAMERA', 80),
    set(5, 'DL.DIEM.UNGDUNG', 70),
    set(6, 'DT.DICHVU.INTERNET', 70),
    set(7, 'MT.SUCO.PHATHIEN', 50, '>'),
  ];
}
