// Element names of QCVN 125:2021's packages are not publicly readable: these are our own, in the manner of Vietnamese systems.

/** Chỉ tiêu: one entry of the indicator catalogue. */
export interface RawIndicator {
  readonly maChiTieu: string;
  readonly tenChiTieu: string;
  readonly tenTiengAnh: string;
  readonly donViTinh: string;
  readonly maNhom: string;
  readonly tenNhom: string;
  readonly huong: 'TANG' | 'GIAM' | 'TRUNG_TINH';
  readonly cachTongHop: 'CONG' | 'BINH_QUAN' | 'TY_LE' | 'CUOI_KY';
  readonly moTa: string;
  /** The count this indicator is a part, or a share, of. */
  readonly maChiTieuTong: string | null;
}

export type RawPeriodType = 'NGAY' | 'TUAN' | 'THANG' | 'QUY' | 'SAU_THANG' | 'CHIN_THANG' | 'NAM' | 'KHAC';

export interface RawPeriod {
  readonly loaiKy: RawPeriodType;
  readonly tuNgay: string;
  readonly denNgay: string;
  readonly tenKy: string;
}

/** Văn bản: a document as another text cites it. */
export interface RawCitation {
  readonly soKyHieu: string | null;
  readonly ngayBanHanh: string | null;
  readonly trichYeu: string;
  /** Same code, same matter: two citations of one act share it. */
  readonly maNoiDung: string | null;
  /** Where in which text the figure or the citation stands. */
  readonly viTri: string;
}

/** Dữ liệu chỉ số: one figure. */
export interface RawObservation {
  readonly maChiTieu: string;
  readonly donViTinh: string;
  /** `hieuLucTu`: first day of the commune of that code; null for a city, which is no unit. */
  readonly diaBan: { readonly maDiaBan: string; readonly hieuLucTu: string | null };
  readonly loaiDuLieu: 'MUC_TIEU' | 'THUC_HIEN' | 'UOC_TINH';
  readonly kyBaoCao: RawPeriod;
  /** Set where the figure is an average for each day, week, … of the period. */
  readonly binhQuanTheo: RawPeriodType | null;
  readonly phanTo: readonly { readonly maPhanTo: string; readonly maGiaTri: string; readonly tenGiaTri: string }[];
  readonly dau: '=' | '~' | '>' | '<';
  readonly giaTri: number | null;
  readonly tuSo: number | null;
  readonly mauSo: number | null;
  readonly tinhDen: string;
  readonly trangThai: 'DU_THAO' | 'DA_GUI' | 'DA_DUYET';
  readonly vanBanNguon: RawCitation | null;
  readonly ghiChu: string | null;
}

/** Thay đổi: a figure as it was taken down, and when. */
export interface RawChange {
  readonly thoiDiem: string;
  readonly soLieu: RawObservation;
}

/** Chế độ báo cáo: who reports what, how often, on what legal basis. */
export interface RawRegime {
  readonly maCheDo: string;
  readonly tenCheDo: string;
  readonly loaiKy: RawPeriodType;
  /** Areas it applies to. */
  readonly maDiaBan: readonly string[];
  readonly canCu: readonly RawCitation[];
}

/** Trạng thái báo cáo: one agency's report for one period. */
export interface RawReport {
  readonly maCheDo: string;
  readonly maDiaBan: string;
  readonly donViBaoCao: { readonly maDinhDanh: string; readonly tenDonVi: string };
  readonly kyBaoCao: RawPeriod;
  readonly trangThai: 'CHUA_GUI' | 'DA_GUI' | 'DA_DUYET' | 'TRA_LAI' | 'QUA_HAN';
  readonly hanGui: string;
  readonly ngayGui: string | null;
}
