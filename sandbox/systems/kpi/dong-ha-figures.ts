import { figureOf, type Table } from './observation.js';
import type { RawObservation, RawPeriod } from './raw.type.js';

const conclusion = {
  soKyHieu: null,
  ngayBanHanh: null,
  trichYeu:
    'Kết luận Hội nghị Ban Chấp hành Đảng bộ thành phố lần thứ tám, khóa XIII về xây dựng đô thị thông minh thành phố Đông Hà giai đoạn 2021-2025, định hướng đến năm 2030',
  maNoiDung: null,
};
const stage = (from: number, to: number): RawPeriod => ({
  loaiKy: 'KHAC',
  tuNgay: `${from}-01-01`,
  denNgay: `${to}-12-31`,
  tenKy: `Giai đoạn ${from}-${to}`,
});

/** The real plan of Đông Hà's party committee of March 2021: what is to stand by 2025, and the one state of things it counts. */
export function dongHaFigures(maDiaBan: string): RawObservation[] {
  const target = { maDiaBan, loaiDuLieu: 'MUC_TIEU', kyBaoCao: stage(2021, 2025) } as const;
  const plan: Table = { ...target, vanBanNguon: { ...conclusion, viTri: 'II.3, bảng các dự án thành phần' } };
  const goal: Table = { ...target, vanBanNguon: { ...conclusion, viTri: 'II.2.2' } };
  const state: Table = {
    maDiaBan,
    loaiDuLieu: 'THUC_HIEN',
    kyBaoCao: { loaiKy: 'KHAC', tuNgay: '2021-03-01', denNgay: '2021-03-31', tenKy: 'Hiện trạng tháng 3/2021' },
    vanBanNguon: { ...conclusion, viTri: 'I.1' },
  };
  const set = (maChiTieu: string, giaTri: number) => figureOf(plan, { maChiTieu, giaTri, tinhDen: '2021-03-31' });
  return [
    figureOf(goal, {
      maChiTieu: 'DT.LOPDICHVU',
      giaTri: 6,
      tinhDen: '2021-03-31',
      ghiChu: 'Văn bản viết “6 đến 7 lớp dịch vụ”.',
    }),
    set('ANTT.CAMERA.AI', 10),
    set('MT.CANHBAO.LU', 12),
    set('DT.CHIEUSANG.TUYEN', 1),
    set('ANTT.TINHIEU.TUYEN', 3),
    set('NN.HOA.DIENTICH', 2),
    set('NN.HOA.HO', 17),
    set('NN.RAU.DIENTICH', 2.03),
    set('NN.RAU.HO', 26),
    figureOf(state, { maChiTieu: 'HT.BANGRONG.PHUONG', giaTri: 9 }),
  ];
}
