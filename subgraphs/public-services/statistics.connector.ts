import { z } from 'zod';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
import { provenanceOf } from '../../schema/provenance.js';
import type { IgateClient } from './igate-client.js';
import { serviceLevelOf } from './procedure.connector.js';
import type { ServiceLevel } from './procedure.type.js';
import type { DossierFigures } from './statistics.rows.js';
import type { StatusTable } from './status-table.js';
import { nationalStatuses, type DossierStatus } from './status.type.js';

const count = z.number().int().min(0).max(2_147_483_647);

const Row = z.object({
  agency: z.object({ code: z.string() }),
  received: count,
  receivedOnline: count,
  inProcessOnTime: count,
  inProcessOverdue: count,
  completedOnTime: count,
  completedOverdue: count,
  byProcedureLevel: z.array(z.object({ level: z.number().int(), received: count, receivedOnline: count })),
  byDossierStatus: z.array(z.object({ id: z.number().int(), count })),
  evaluation: z.object({ satisfied: count, acceptable: count, unsatisfied: count }),
});
type Row = z.infer<typeof Row>;
const Rows = z.array(Row);

/** First and last day of a period; null where it has no end. */
export interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

export interface StatisticsReport {
  /** The counts of `agencies` together: zero where the source counted none. */
  readonly of: (agencies: readonly string[], jurisdiction: string) => DossierFigures;
}

export interface StatisticsConnector {
  /** The source's report on a period: one request, whatever is read from it. */
  readonly report: (period: Period) => Promise<StatisticsReport>;
}

export function createStatisticsConnector(client: IgateClient, statuses: StatusTable): StatisticsConnector {
  const path = `pa/dossier-statistic/--statistic-agency-${client.options.statisticsSuffix}`;
  return {
    async report({ from, to }) {
      const rows = await wholeReadsOf(client.source).one({ kind: 'DossierStatistics', key: JSON.stringify([from, to]) }, () =>
        client.get(path, { ...(from && { 'from-date': from }), ...(to && { 'to-date': to }) }, Rows),
      );
      return {
        of: (agencies, jurisdiction) => {
          const wanted = new Set(agencies);
          const own = rows.filter(({ agency }) => wanted.has(agency.code));
          return { ...summed(own, statuses), provenance: provenanceOf(client.source, jurisdiction) };
        },
      };
    },
  };
}

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

function summed(rows: readonly Row[], statuses: StatusTable): Omit<DossierFigures, 'provenance'> {
  const sum = (read: (row: Row) => number) => rows.reduce((total, row) => total + read(row), 0);
  const received = sum((row) => row.received);
  const onTime = sum((row) => row.completedOnTime);
  const completedLate = sum((row) => row.completedOverdue);
  const openLate = sum((row) => row.inProcessOverdue);
  const completed = onTime + completedLate;
  return {
    received,
    completed,
    inProgress: sum((row) => row.inProcessOnTime) + openLate,
    onTime,
    overdue: completedLate + openLate,
    onTimeShare: share(onTime, completed),
    onlineShare: share(
      sum((row) => row.receivedOnline),
      received,
    ),
    byStatus: byStatus(rows, statuses),
    byServiceLevel: byServiceLevel(rows),
    satisfaction: satisfaction(rows),
  };
}

function byStatus(rows: readonly Row[], statuses: StatusTable) {
  const counts = new Map<DossierStatus, number>();
  for (const { id, count: more } of rows.flatMap(({ byDossierStatus }) => byDossierStatus)) {
    const status = statuses.national(id);
    counts.set(status, (counts.get(status) ?? 0) + more);
  }
  return nationalStatuses.flatMap((status) => (counts.has(status) ? [{ status, count: counts.get(status)! }] : []));
}

const levels: readonly ServiceLevel[] = ['INFORMATION', 'PARTIAL', 'FULL'];

function byServiceLevel(rows: readonly Row[]) {
  const entries = rows.flatMap(({ byProcedureLevel }) => byProcedureLevel);
  return levels.map((level) => {
    const own = entries.filter((entry) => serviceLevelOf(entry.level) === level);
    const received = own.reduce((total, entry) => total + entry.received, 0);
    const online = own.reduce((total, entry) => total + entry.receivedOnline, 0);
    return { level, received, online, onlineShare: share(online, received) };
  });
}

function satisfaction(rows: readonly Row[]) {
  const sum = (read: (row: Row['evaluation']) => number) => rows.reduce((total, { evaluation }) => total + read(evaluation), 0);
  const satisfied = sum((row) => row.satisfied);
  const acceptable = sum((row) => row.acceptable);
  const unsatisfied = sum((row) => row.unsatisfied);
  const total = satisfied + acceptable + unsatisfied;
  return { satisfied, acceptable, unsatisfied, total, satisfiedShare: share(satisfied, total) };
}
