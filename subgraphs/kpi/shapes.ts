import { z } from 'zod';
import { CitedDocument } from './data-quality.type.js';
import { ReportPeriodType } from './enums.type.js';
import type { ReportPeriod } from './observation.type.js';

// The source's names stop in this domain's connectors. QCVN 125's own element names are not publicly readable: these are assumed.
export const Day = z.iso.date();

export const periodTypes = {
  NGAY: ReportPeriodType.DAY,
  TUAN: ReportPeriodType.WEEK,
  THANG: ReportPeriodType.MONTH,
  QUY: ReportPeriodType.QUARTER,
  SAU_THANG: ReportPeriodType.HALF_YEAR,
  CHIN_THANG: ReportPeriodType.NINE_MONTHS,
  NAM: ReportPeriodType.YEAR,
  KHAC: ReportPeriodType.OTHER,
} as const;
export const RawPeriodType = z.enum(Object.keys(periodTypes) as [keyof typeof periodTypes]);

export const RawPeriod = z.object({ loaiKy: RawPeriodType, tuNgay: Day, denNgay: Day, tenKy: z.string() });
export const toPeriod = ({ loaiKy, tuNgay, denNgay, tenKy }: z.infer<typeof RawPeriod>): ReportPeriod => ({
  type: periodTypes[loaiKy],
  start: tuNgay,
  end: denNgay,
  label: tenKy,
});

export const RawCitation = z.object({
  soKyHieu: z.string().nullable(),
  ngayBanHanh: Day.nullable(),
  trichYeu: z.string(),
  maNoiDung: z.string().nullable(),
  viTri: z.string(),
});
export const toCitation = (raw: z.infer<typeof RawCitation>): CitedDocument => ({
  number: raw.soKyHieu,
  issuedOn: raw.ngayBanHanh,
  title: raw.trichYeu,
  place: raw.viTri,
  matter: raw.maNoiDung,
});
