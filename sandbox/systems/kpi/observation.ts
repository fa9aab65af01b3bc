import { unitOf } from './indicator-rows.js';
import type { RawCitation, RawObservation, RawPeriod } from './raw.type.js';

/** What a table of figures must say of each; the rest has a usual value. */
export type Figure = Pick<RawObservation, 'maChiTieu' | 'giaTri'> &
  Partial<Omit<RawObservation, 'maChiTieu' | 'giaTri' | 'donViTinh'>>;

/** What all figures of one table share. */
export interface Table {
  readonly maDiaBan: string;
  readonly loaiDuLieu: RawObservation['loaiDuLieu'];
  readonly kyBaoCao: RawPeriod;
  readonly vanBanNguon: RawCitation | null;
}

/** A figure of `table` with everything it leaves unsaid. */
export const figureOf = ({ maDiaBan, ...table }: Table, figure: Figure): RawObservation => ({
  donViTinh: unitOf(figure.maChiTieu),
  diaBan: { maDiaBan, hieuLucTu: null },
  binhQuanTheo: null,
  phanTo: [],
  dau: '=',
  tuSo: null,
  mauSo: null,
  tinhDen: (figure.kyBaoCao ?? table.kyBaoCao).denNgay,
  trangThai: 'DA_DUYET',
  ghiChu: null,
  ...table,
  ...figure,
});

export const yearOf = (year: number): RawPeriod => ({
  loaiKy: 'NAM',
  tuNgay: `${year}-01-01`,
  denNgay: `${year}-12-31`,
  tenKy: `Năm ${year}`,
});

export const monthOf = (year: number, month: number): RawPeriod => {
  const mm = String(month).padStart(2, '0');
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { loaiKy: 'THANG', tuNgay: `${year}-${mm}-01`, denNgay: `${year}-${mm}-${last}`, tenKy: `Tháng ${month}/${year}` };
};
