import { indicatorRows } from './indicator-rows.js';
import type { RawIndicator, RawPeriodType } from './raw.type.js';

/** Danh mục nhóm chỉ số. */
export const groups: Readonly<Record<string, string>> = {
  CQS: 'Chính quyền số',
  YT: 'Y tế',
  GD: 'Giáo dục',
  ANTT: 'An ninh trật tự, an toàn giao thông',
  DL: 'Du lịch thông minh',
  DT: 'Quản lý đô thị, đất đai',
  MT: 'Quản lý môi trường',
  PA: 'Phản ánh hiện trường',
  TT: 'Thông tin báo chí, mạng xã hội',
  CD: 'Tổ công nghệ số cộng đồng',
  HT: 'Hạ tầng số',
  NS: 'Ngân sách',
  NN: 'Nông nghiệp thông minh',
  TD: 'Theo dõi hằng tháng',
  DS: 'Dân số',
};

/** Danh mục kỳ báo cáo. */
export const periodTypes: readonly { readonly loaiKy: RawPeriodType; readonly tenLoaiKy: string }[] = [
  { loaiKy: 'NGAY', tenLoaiKy: 'Ngày' },
  { loaiKy: 'TUAN', tenLoaiKy: 'Tuần' },
  { loaiKy: 'THANG', tenLoaiKy: 'Tháng' },
  { loaiKy: 'QUY', tenLoaiKy: 'Quý' },
  { loaiKy: 'SAU_THANG', tenLoaiKy: '6 tháng' },
  { loaiKy: 'CHIN_THANG', tenLoaiKy: '9 tháng' },
  { loaiKy: 'NAM', tenLoaiKy: 'Năm' },
  { loaiKy: 'KHAC', tenLoaiKy: 'Giai đoạn khác' },
];

/** Danh mục phân tổ chỉ số. */
export const disaggregations = [
  { maPhanTo: 'MUC_DO_DVC', tenPhanTo: 'Mức độ dịch vụ công' },
  { maPhanTo: 'MUC_HAI_LONG', tenPhanTo: 'Mức độ hài lòng' },
  { maPhanTo: 'KENH_TRUYEN_THONG', tenPhanTo: 'Kênh truyền thông' },
  { maPhanTo: 'CAP', tenPhanTo: 'Cấp tổ chức' },
  { maPhanTo: 'NGUON_VON', tenPhanTo: 'Nguồn vốn' },
] as const;

const ways = { S: 'CONG', M: 'BINH_QUAN', R: 'TY_LE', L: 'CUOI_KY' } as const;
const directions = { '+': 'TANG', '-': 'GIAM', '0': 'TRUNG_TINH' } as const;

/** Danh mục chỉ tiêu: the entries a province's system lists, those of `codes`. */
export const catalogueOf = (codes: ReadonlySet<string>): RawIndicator[] =>
  indicatorRows
    .filter(([code]) => codes.has(code))
    .map(([maChiTieu, tenChiTieu, tenTiengAnh, donViTinh, kind, maChiTieuTong = null]) => {
      const maNhom = maChiTieu.split('.', 1)[0]!;
      return {
        maChiTieu,
        tenChiTieu,
        tenTiengAnh,
        donViTinh,
        maNhom,
        tenNhom: groups[maNhom]!,
        huong: directions[kind[0] as '+'],
        cachTongHop: ways[kind[1] as 'S'],
        moTa: `${tenChiTieu} (${donViTinh}).`,
        maChiTieuTong,
      };
    });
