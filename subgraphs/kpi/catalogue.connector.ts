import { z } from 'zod';
import type { PackageClient } from '../../connectors/report-packages.js';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
import type { SourceConfig } from '../../core/sources.js';
import { provenanceOf } from '../../schema/provenance.js';
import type { Areas } from './areas.js';
import { IndicatorAggregation, IndicatorDirection } from './enums.type.js';
import type { Indicator } from './indicator.type.js';
import type { ReportRegime } from './report.type.js';
import { periodTypes, RawCitation, RawPeriodType, toCitation } from './shapes.js';

const directions = {
  TANG: IndicatorDirection.HIGHER_IS_BETTER,
  GIAM: IndicatorDirection.LOWER_IS_BETTER,
  TRUNG_TINH: IndicatorDirection.NEUTRAL,
} as const;
const aggregations = {
  CONG: IndicatorAggregation.SUM,
  BINH_QUAN: IndicatorAggregation.MEAN,
  TY_LE: IndicatorAggregation.RATIO,
  CUOI_KY: IndicatorAggregation.LAST,
} as const;

const RawIndicator = z.object({
  maChiTieu: z.string().min(1),
  tenChiTieu: z.string(),
  tenTiengAnh: z.string().nullish(),
  donViTinh: z.string(),
  maNhom: z.string(),
  tenNhom: z.string(),
  huong: z.enum(['TANG', 'GIAM', 'TRUNG_TINH']),
  cachTongHop: z.enum(['CONG', 'BINH_QUAN', 'TY_LE', 'CUOI_KY']),
  moTa: z.string().nullish(),
  maChiTieuTong: z.string().nullish(),
});

const RawRegime = z.object({
  maCheDo: z.string().min(1),
  tenCheDo: z.string(),
  loaiKy: RawPeriodType,
  maDiaBan: z.array(z.string()),
  canCu: z.array(RawCitation),
});

export async function readIndicators(client: PackageClient, source: SourceConfig): Promise<Indicator[]> {
  const rows = await wholeReadsOf(source).one({ kind: 'Indicator', key: 'catalogue' }, () =>
    client.catalogue('danh-muc-chi-tieu', RawIndicator),
  );
  const provenance = provenanceOf(source);
  return rows.map((raw) => ({
    code: raw.maChiTieu,
    name: raw.tenChiTieu,
    nameEn: raw.tenTiengAnh ?? null,
    unit: raw.donViTinh,
    group: { code: raw.maNhom, name: raw.tenNhom },
    direction: directions[raw.huong],
    aggregation: aggregations[raw.cachTongHop],
    description: raw.moTa ?? null,
    partOfCode: raw.maChiTieuTong ?? null,
    provenance,
  }));
}

export async function readRegimes(client: PackageClient, source: SourceConfig, areas: Areas): Promise<ReportRegime[]> {
  const rows = await wholeReadsOf(source).one({ kind: 'ReportRegime', key: 'catalogue' }, () =>
    client.catalogue('che-do-bao-cao', RawRegime),
  );
  return rows.map((raw) => ({
    code: raw.maCheDo,
    name: raw.tenCheDo,
    periodType: periodTypes[raw.loaiKy],
    legalBasis: raw.canCu.map(toCitation),
    jurisdictions: raw.maDiaBan.map((area) => areas.jurisdictionOf(area)).filter((slug) => slug !== null),
  }));
}
