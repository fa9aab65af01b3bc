import { figureOf, type Table } from './observation.js';
import type { RawObservation } from './raw.type.js';

const parts: readonly (readonly [string, string, number])[] = [
  ['DAU_TU_TAP_TRUNG', 'Ngân sách đầu tư tập trung', 72],
  ['SU_NGHIEP', 'Nguồn kinh phí sự nghiệp', 39],
  ['THUE_DICH_VU', 'Thuê dịch vụ', 20.5],
  ['TRUNG_UONG', 'Ngân sách hỗ trợ từ Trung ương', 11],
  ['DE_TAI', 'Nguồn hỗ trợ từ các đề tài khoa học cấp bộ, tỉnh', 8.5],
  ['TAI_TRO', 'Nguồn tài trợ, hỗ trợ', 28.5],
  ['XA_HOI_HOA', 'Nguồn xã hội hóa', 145.5],
];

/** The real budget of Thừa Thiên Huế's smart-city scheme, resolution 12/NQ-HĐND of 2018, in billions of đồng, with its sources of money. */
export function hueFigures(maDiaBan: string): RawObservation[] {
  const table: Table = {
    maDiaBan,
    loaiDuLieu: 'MUC_TIEU',
    kyBaoCao: { loaiKy: 'KHAC', tuNgay: '2018-07-12', denNgay: '2020-12-31', tenKy: 'Đề án đến năm 2020' },
    vanBanNguon: {
      soKyHieu: '12/NQ-HĐND',
      ngayBanHanh: '2018-07-12',
      trichYeu:
        'Nghị quyết về việc thông qua Đề án “Phát triển dịch vụ đô thị thông minh trên địa bàn tỉnh Thừa Thiên Huế đến năm 2020 định hướng đến năm 2025”',
      maNoiDung: null,
      viTri: 'Điều 1, khoản 4',
    },
  };
  const amount = (giaTri: number, phanTo: RawObservation['phanTo'] = []) =>
    figureOf(table, { maChiTieu: 'NS.DEAN.KINHPHI', giaTri, phanTo, tinhDen: '2018-07-12' });
  return [
    amount(325),
    ...parts.map(([maGiaTri, tenGiaTri, value]) => amount(value, [{ maPhanTo: 'NGUON_VON', maGiaTri, tenGiaTri }])),
  ];
}
