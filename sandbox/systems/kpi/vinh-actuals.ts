import { figureOf, yearOf, type Figure, type Table } from './observation.js';
import type { RawCitation, RawObservation, RawPeriod } from './raw.type.js';

// The city's own review of one and two years of its resolutions. It bears no number and no date; the latest day it cites is 24/8/2023.
const review = (viTri: string): RawCitation => ({
  soKyHieu: null,
  ngayBanHanh: null,
  trichYeu:
    'TP Vinh: Kết quả 01 năm thực hiện Nghị quyết 09-NQ/TU ngày 05/8/2022 của Tỉnh ủy về chuyển đổi số tỉnh Nghệ An đến năm 2025 và 02 năm thực hiện Nghị quyết 04-NQ/Th.U về xây dựng đô thị thông minh giai đoạn 2021-2025 và những năm tiếp theo',
  maNoiDung: null,
  viTri,
});
const span = (tuNgay: string, denNgay: string, tenKy: string): RawPeriod => ({ loaiKy: 'KHAC', tuNgay, denNgay, tenKy });
const twoYears = span('2021-11-03', '2023-08-24', 'Sơ kết 02 năm thực hiện Nghị quyết 04-NQ/ThU');
const signed = span('2021-11-01', '2023-08-01', 'Từ 01/11/2021 đến 01/8/2023');
const since2021 = span('2021-01-01', '2023-08-24', 'Từ năm 2021 đến nay');
const pilot = span('2022-08-25', '2023-08-24', '01 năm vận hành thí điểm (văn bản không nêu ngày)');
const twoBudgets = span('2021-01-01', '2022-12-31', 'Năm 2021 và 2022');

const part = (maPhanTo: string, maGiaTri: string, tenGiaTri: string) => ({ phanTo: [{ maPhanTo, maGiaTri, tenGiaTri }] });
const level = (code: string, name: string) => part('MUC_DO_DVC', code, name);
const opinion = (code: string, name: string) => part('MUC_HAI_LONG', code, name);
const press = (code: string, name: string) => part('KENH_TRUYEN_THONG', code, name);
const tier = (code: string, name: string) => part('CAP', code, name);
const satisfied = opinion('HAI_LONG', 'Hài lòng');
const acceptable = opinion('CHAP_NHAN', 'Chấp nhận');
const unsatisfied = opinion('KHONG_HAI_LONG', 'Không hài lòng');

type Row = Omit<Figure, 'maChiTieu' | 'giaTri'>;
/** Part II of the review: results. */
const results: readonly (readonly [string, number, Row?])[] = [
  ['CQS.CHUKYSO.TOKEN', 325],
  ['CQS.CHUKYSO.SIM', 6, { ghiChu: 'Văn bản viết “Sim KPI”, hiểu là SIM PKI.' }],
  ['CD.TO.SO', 349],
  ['CD.TO.SO', 25, tier('XA', 'Phường, xã')],
  ['CD.TO.SO', 324, tier('KHOI_XOM', 'Khối, xóm')],
  ['CD.TO.THANHVIEN', 2650],
  ['CD.TO.THANHVIEN', 279, tier('XA', 'Phường, xã')],
  ['CD.TO.THANHVIEN', 2371, tier('KHOI_XOM', 'Khối, xóm')],
  ['ANTT.CAMERA.VMS', 32],
  ['PA.TAIKHOAN.CANBO', 915],
  ['PA.DONVI', 54],
  ['CQS.COQUAN.TAIKHOAN', 100],
  ['CQS.VANBAN.DIENTU', 95.32],
  ['CQS.CBCC.QLVB', 100],
  ['CQS.VANBAN.KYSO', 82.35, { kyBaoCao: signed }],
  ['CQS.TTHC.TONG', 245],
  ['CQS.TTHC.TONG', 39, level('MUC_1_2', 'Mức độ 1, 2')],
  ['CQS.TTHC.TONG', 102, level('MUC_3', 'Mức độ 3')],
  ['CQS.TTHC.TONG', 104, level('MUC_4', 'Mức độ 4')],
  ['CQS.TTHC.MUC12', 15.9, { tuSo: 39, mauSo: 245 }],
  ['CQS.TTHC.MUC3', 41.6, { tuSo: 102, mauSo: 245 }],
  ['CQS.TTHC.MUC4', 42.5, { tuSo: 104, mauSo: 245 }],
  ['CQS.HOSO.MUC3', 1388, { kyBaoCao: since2021 }],
  ['NS.CNTT.DAUTU', 27.2, { kyBaoCao: twoBudgets, dau: '~' }],
  ['PA.VINHSMART.TAI', 12_839],
  ['PA.TAIKHOAN.DAN', 3357],
  ['PA.TONG', 424],
  ['PA.XULY.TYLE', 90],
  ['PA.DANGXULY.TYLE', 10],
  ['PA.DANHGIA', 619],
  ['PA.DANHGIA', 470, satisfied],
  ['PA.DANHGIA', 77, acceptable],
  ['PA.DANHGIA', 72, unsatisfied],
  ['PA.HAILONG', 76, { tuSo: 470, mauSo: 619 }],
  ['PA.HAILONG', 76, { tuSo: 470, mauSo: 619, ...satisfied }],
  ['PA.HAILONG', 12, { tuSo: 77, mauSo: 619, ...acceptable }],
  ['PA.HAILONG', 12, { tuSo: 72, mauSo: 619, ...unsatisfied }],
  ['PA.THONGBAO', 166],
  ['ANTT.CAMERA.GIAOTHONG', 2],
  ['ANTT.VIPHAM.GIAOTHONG', 360_000, { kyBaoCao: pilot, dau: '~' }],
  ['ANTT.VIPHAM.GIAOTHONG', 6200, { kyBaoCao: pilot, dau: '~', binhQuanTheo: 'TUAN' }],
  ['ANTT.PHATNGUOI.CA', 10, { kyBaoCao: pilot }],
  ['ANTT.PHATNGUOI.TIEN', 65, { kyBaoCao: pilot }],
  ['TT.REPUTA.CHUDE', 16],
  [
    'TT.REPUTA.TIN',
    3500,
    { dau: '~', binhQuanTheo: 'THANG', ghiChu: 'Văn bản viết “gần 3500”.', ...press('BAO_CHI', 'Báo chí') },
  ],
  ['TT.REPUTA.TIN', 6000, { binhQuanTheo: 'THANG', ...press('MANG_XA_HOI', 'Mạng xã hội') }],
  ['TT.REPUTA.TIN', 1500, { binhQuanTheo: 'THANG', ...press('KHAC', 'Nguồn khác') }],
  ['HT.WAN.TOCDO', 100],
  ['HT.INTERNET.TOITHIEU', 30],
  ['HT.INTERNET.UBND', 110],
];

const elsewhere: readonly (readonly [string, string, number, Row?])[] = [
  ['III, ưu điểm', 'CQS.VANBAN.KYSO', 90, { dau: '>', ghiChu: 'Văn bản viết “hơn 90%”.' }],
  ['III, hạn chế', 'NS.CNTT.DAUTU', 27.2, { kyBaoCao: yearOf(2022), dau: '~' }],
  ['III, hạn chế', 'NS.DTPT.CHI', 1700, { kyBaoCao: yearOf(2022) }],
  ['III, hạn chế', 'NS.CNTT.TYLE', 1.58, { kyBaoCao: yearOf(2022), tuSo: 27.2, mauSo: 1700 }],
  ['Chú thích 3', 'CQS.VANBAN.KYSO', 0, { kyBaoCao: yearOf(2020) }],
  ['Chú thích 3', 'CQS.CBCC.QLVB', 67, { kyBaoCao: yearOf(2020) }],
  ['Chú thích 4', 'PA.XULY.SO', 600, { dau: '>', ghiChu: 'Văn bản viết “hơn 600 ý kiến phản ánh đã được xử lý”.' }],
  ['Chú thích 4', 'ANTT.VIPHAM.GIAOTHONG', 300, { kyBaoCao: pilot, dau: '~', binhQuanTheo: 'NGAY' }],
];

/** The real figures of 2021 to August 2023, each as its sentence gives it, contradictions included. */
export function vinhActuals(maDiaBan: string): RawObservation[] {
  const table: Table = { maDiaBan, loaiDuLieu: 'THUC_HIEN', kyBaoCao: twoYears, vanBanNguon: null };
  const give = (viTri: string, maChiTieu: string, giaTri: number, row: Row = {}) =>
    figureOf(table, { maChiTieu, giaTri, ...row, vanBanNguon: review(viTri) });
  return [
    ...results.map(([code, value, row]) => give('II, kết quả thực hiện', code, value, row)),
    ...elsewhere.map(([place, code, value, row]) => give(place, code, value, row)),
  ];
}
