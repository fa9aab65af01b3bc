import { z } from 'zod';
import type { RawObservation, RawReport } from './raw.type.js';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Body of `du-lieu-chi-so/tra-cuu`: many indicators × areas are one request. An omitted list means all. */
export const ObservationQuery = z.object({
  maChiTieu: z.array(z.string()).max(500).optional(),
  maDiaBan: z.array(z.string()).min(1).max(2000),
  tuKy: day.optional(),
  denKy: day.optional(),
  loai: z.array(z.enum(['MUC_TIEU', 'THUC_HIEN', 'UOC_TINH'])).optional(),
  loaiKy: z.array(z.string()).optional(),
  /** Only the last period of each indicator and area. */
  moiNhat: z.boolean().default(false),
});

/** Body of `trang-thai-bao-cao/tra-cuu`. */
export const ReportQuery = z.object({
  maDiaBan: z.array(z.string()).min(1).max(200),
  nam: z.number().int(),
  batDau: z.number().int().min(0).default(0),
  soLuong: z.number().int().min(1).max(200).default(50),
});

export type ByArea<T> = ReadonlyMap<string, readonly T[]>;

/** Figures whose period ends within `tuKy` … `denKy`. */
export function findObservations(byArea: ByArea<RawObservation>, query: z.infer<typeof ObservationQuery>): RawObservation[] {
  const { tuKy = '', denKy = '9999', moiNhat } = query;
  const codes = query.maChiTieu && new Set(query.maChiTieu);
  const found = [...new Set(query.maDiaBan)]
    .flatMap((area) => byArea.get(area) ?? [])
    .filter(
      ({ maChiTieu, kyBaoCao, loaiDuLieu }) =>
        (!codes || codes.has(maChiTieu)) &&
        kyBaoCao.denNgay >= tuKy &&
        kyBaoCao.denNgay <= denKy &&
        (query.loai?.includes(loaiDuLieu) ?? true) &&
        (query.loaiKy?.includes(kyBaoCao.loaiKy) ?? true),
    );
  return moiNhat ? newestOf(found) : found;
}

function newestOf(rows: readonly RawObservation[]): RawObservation[] {
  const newest = new Map<string, RawObservation>();
  for (const row of rows) {
    const key = `${row.diaBan.maDiaBan} ${row.maChiTieu}`;
    const known = newest.get(key);
    if (!known || known.kyBaoCao.denNgay < row.kyBaoCao.denNgay) newest.set(key, row);
  }
  return [...newest.values()];
}

/** Reports for periods that end in `nam`. */
export function findReports(byArea: ByArea<RawReport>, { maDiaBan, nam, batDau, soLuong }: z.infer<typeof ReportQuery>) {
  const rows = [...new Set(maDiaBan)]
    .flatMap((area) => byArea.get(area) ?? [])
    .filter(({ kyBaoCao }) => kyBaoCao.denNgay.startsWith(`${nam}-`));
  return { tongSo: rows.length, rows: rows.slice(batDau, batDau + soLuong) };
}
