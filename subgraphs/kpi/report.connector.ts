import { z } from 'zod';
import type { PackageClient } from '../../connectors/report-packages.js';
import { badData } from '../../connectors/shaped.js';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
import { HubError } from '../../core/errors.js';
import type { SourceConfig } from '../../core/sources.js';
import type { Slice } from '../../schema/paging.js';
import { provenanceOf } from '../../schema/provenance.js';
import type { Areas } from './areas.js';
import { readRegimes } from './catalogue.connector.js';
import { ReportStatus } from './enums.type.js';
import type { Report } from './report.type.js';
import { Day, RawPeriod, toPeriod } from './shapes.js';

const statuses = {
  CHUA_GUI: ReportStatus.NOT_DUE,
  DA_GUI: ReportStatus.SUBMITTED,
  DA_DUYET: ReportStatus.APPROVED,
  TRA_LAI: ReportStatus.RETURNED,
  QUA_HAN: ReportStatus.OVERDUE,
} as const;

const RawReport = z.object({
  maCheDo: z.string(),
  maDiaBan: z.string(),
  donViBaoCao: z.object({ maDinhDanh: z.string() }),
  kyBaoCao: RawPeriod,
  trangThai: z.enum(['CHUA_GUI', 'DA_GUI', 'DA_DUYET', 'TRA_LAI', 'QUA_HAN']),
  hanGui: Day,
  ngayGui: Day.nullable(),
});

export interface ReportQuery {
  readonly areas: readonly string[];
  readonly year: number;
  readonly offset: number;
  readonly limit: number;
}

/** A report's state, or the Error that stands for a row the hub cannot read. */
export type FoundReport = Report | HubError;

async function findReports(client: PackageClient, source: SourceConfig, { areas: maDiaBan, year, offset, limit }: ReportQuery) {
  const found = await client.findPage('trang-thai-bao-cao', { maDiaBan, nam: year }, { offset, limit }, RawReport);
  // A source that answers for another city must not widen anyone's sight.
  if (found.rows.every((raw) => raw instanceof HubError || maDiaBan.includes(raw.maDiaBan))) return found;
  throw badData(source.id, 'rows that were not asked for');
}

/** One page of report states, newest period first, as the source keeps them. */
export async function readReports(
  client: PackageClient,
  source: SourceConfig,
  areas: Areas,
  query: ReportQuery,
): Promise<Slice<FoundReport>> {
  const [regimes, { rows, total }] = await Promise.all([
    readRegimes(client, source, areas),
    wholeReadsOf(source).one({ kind: 'ReportStatus', key: JSON.stringify(query) }, () => findReports(client, source, query)),
  ]);
  const byCode = new Map(regimes.map((regime) => [regime.code, regime]));
  return {
    total,
    rows: rows.map((raw) => {
      if (raw instanceof HubError) return raw;
      const slug = areas.jurisdictionOf(raw.maDiaBan);
      return {
        regime: byCode.get(raw.maCheDo) ?? null,
        period: toPeriod(raw.kyBaoCao),
        jurisdiction: slug === null ? null : { slug },
        agency: { id: raw.donViBaoCao.maDinhDanh },
        status: statuses[raw.trangThai],
        dueOn: raw.hanGui,
        submittedOn: raw.ngayGui,
        provenance: provenanceOf(source, slug),
      };
    }),
  };
}
