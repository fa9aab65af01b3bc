import { z } from 'zod';
import type { PackageClient } from '../../connectors/report-packages.js';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
import { groupBy } from '../../core/group-by.js';
import type { SourceConfig } from '../../core/sources.js';
import { provenanceOf } from '../../schema/provenance.js';
import type { Areas } from './areas.js';
import { ObservationKind, ObservationStatus, ValuePrecision, type ReportPeriodType } from './enums.type.js';
import type { IndicatorObservation } from './observation.type.js';
import { Day, periodTypes, RawCitation, RawPeriod, RawPeriodType, toCitation, toPeriod } from './shapes.js';

const kinds = {
  MUC_TIEU: ObservationKind.TARGET,
  THUC_HIEN: ObservationKind.ACTUAL,
  UOC_TINH: ObservationKind.ESTIMATE,
} as const;
const statuses = {
  DU_THAO: ObservationStatus.DRAFT,
  DA_GUI: ObservationStatus.SUBMITTED,
  DA_DUYET: ObservationStatus.APPROVED,
} as const;
const precisions = {
  '=': ValuePrecision.EXACT,
  '~': ValuePrecision.APPROXIMATE,
  '>': ValuePrecision.MORE_THAN,
  '<': ValuePrecision.LESS_THAN,
} as const;

export const RawObservation = z.object({
  maChiTieu: z.string(),
  donViTinh: z.string(),
  diaBan: z.object({ maDiaBan: z.string(), hieuLucTu: Day.nullable() }),
  loaiDuLieu: z.enum(['MUC_TIEU', 'THUC_HIEN', 'UOC_TINH']),
  kyBaoCao: RawPeriod,
  binhQuanTheo: RawPeriodType.nullable(),
  phanTo: z.array(z.object({ maPhanTo: z.string(), maGiaTri: z.string(), tenGiaTri: z.string() })),
  dau: z.enum(['=', '~', '>', '<']),
  giaTri: z.number().nullable(),
  tuSo: z.number().nullable(),
  mauSo: z.number().nullable(),
  tinhDen: Day,
  trangThai: z.enum(['DU_THAO', 'DA_GUI', 'DA_DUYET']),
  vanBanNguon: RawCitation.nullable(),
  ghiChu: z.string().nullable(),
});
export type RawObservation = z.infer<typeof RawObservation>;

export interface ObservationQuery {
  /** Omitted: every indicator. */
  readonly codes?: readonly string[];
  readonly areas: readonly string[];
  /** Days between which the period must end. */
  readonly from?: string | null;
  readonly to?: string | null;
  readonly kinds?: readonly ObservationKind[];
  readonly periodTypes?: readonly ReportPeriodType[];
  /** Only the last period of each indicator and area. */
  readonly newestOnly?: boolean;
}

/** Figures, area by area. */
export interface Observed {
  /** Those of `areas`, which are some of those asked for. Throws where one of them could not be read. */
  of(areas: readonly string[]): readonly IndicatorObservation[];
}

/** The figures that answer `query`, however many indicators and areas, in one request. Areas that are known are not asked for. */
export async function readObservations(
  client: PackageClient,
  source: SourceConfig,
  areas: Areas,
  query: ObservationQuery,
): Promise<Observed> {
  const terms = toRawTerms(query);
  const keyOf = (area: string) => `${area} ${JSON.stringify(terms)}`;
  const asked = new Map(query.areas.map((area) => [keyOf(area), area]));
  const keys = [...asked.keys()];
  const told = await wholeReadsOf(source).many('Observation', keys, async (missing) => {
    const maDiaBan = missing.map((key) => asked.get(key)!);
    const found = await client.find('du-lieu-chi-so', { ...terms, maDiaBan }, RawObservation);
    const byArea = groupBy(found, ({ diaBan }) => diaBan.maDiaBan);
    return maDiaBan.map((area) => byArea.get(area) ?? []);
  });
  const byKey = new Map(keys.map((key, at) => [key, told[at]!]));
  return {
    of: (wanted) =>
      wanted.flatMap((area) => {
        const rows = byKey.get(keyOf(area)) ?? [];
        if (rows instanceof Error) throw rows;
        return rows.map((raw) => toObservation(raw, source, areas));
      }),
  };
}

function toRawTerms({ codes, from, to, kinds: wanted, periodTypes: types, newestOnly }: ObservationQuery): object {
  return {
    ...(codes && { maChiTieu: codes.toSorted() }),
    ...(from && { tuKy: from }),
    ...(to && { denKy: to }),
    ...(wanted && { loai: keysOf(kinds, wanted) }),
    ...(types && { loaiKy: keysOf(periodTypes, types) }),
    ...(newestOnly && { moiNhat: true }),
  };
}

const keysOf = <V>(table: Readonly<Record<string, V>>, values: readonly V[]) =>
  Object.keys(table).filter((key) => values.includes(table[key]!));

export function toObservation(raw: RawObservation, source: SourceConfig, areas: Areas): IndicatorObservation {
  const { maDiaBan, hieuLucTu } = raw.diaBan;
  const slug = areas.jurisdictionOf(maDiaBan);
  const ratio = ratioOf(raw);
  return {
    indicatorCode: raw.maChiTieu,
    unit: raw.donViTinh,
    kind: kinds[raw.loaiDuLieu],
    period: toPeriod(raw.kyBaoCao),
    jurisdiction: slug === null ? null : { slug },
    adminUnit: hieuLucTu === null ? null : { code: maDiaBan, validFrom: hieuLucTu },
    disaggregation: raw.phanTo.map(({ maPhanTo, maGiaTri, tenGiaTri }) => ({
      code: maPhanTo,
      value: maGiaTri,
      label: tenGiaTri,
    })),
    value: ratio ?? raw.giaTri,
    precision: precisions[raw.dau],
    averagePer: raw.binhQuanTheo && periodTypes[raw.binhQuanTheo],
    numerator: raw.tuSo,
    denominator: raw.mauSo,
    statedValue: ratio === null ? null : raw.giaTri,
    asOf: raw.tinhDen,
    status: statuses[raw.trangThai],
    sourceDocument: raw.vanBanNguon && toCitation(raw.vanBanNguon),
    remark: raw.ghiChu,
    provenance: provenanceOf(source, slug),
  };
}

function ratioOf({ donViTinh, tuSo, mauSo }: RawObservation): number | null {
  if (donViTinh !== '%' || tuSo === null || mauSo === null || mauSo === 0) return null;
  return (tuSo / mauSo) * 100;
}
