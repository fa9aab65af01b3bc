import DataLoader from 'dataloader';
import { groupBy } from '../../core/group-by.js';
import { provenanceOf, type Provenance } from '../../schema/provenance.js';
import type { DocumentMonth, DocumentStatistics } from './document-statistics.type.js';
import type { AgencyReport, DocumentCounts, OfficeSource, Period } from './office-source.js';
import { attempt } from './source-loader.js';

export interface StatisticsKey extends Period {
  readonly source: OfficeSource;
  readonly agencies: readonly string[];
  readonly jurisdiction: string;
}

const reportOf = ({ source, from, to }: StatisticsKey) => `${source.config.id} ${from ?? ''} ${to ?? ''}`;

/** Statistics over some agencies of a source: one report for each source and period, however many agencies are asked about. */
export function createStatisticsLoader(): DataLoader<StatisticsKey, DocumentStatistics, string> {
  return new DataLoader<StatisticsKey, DocumentStatistics, string>(
    async (keys) => {
      const reports = new Map<string, ReadonlyMap<string, AgencyReport> | Error>();
      await Promise.all(
        [...groupBy(keys, reportOf)].map(async ([name, members]) => reports.set(name, await attempt(() => readReport(members)))),
      );
      return keys.map((key) => {
        const report = reports.get(reportOf(key))!;
        return report instanceof Error ? report : summarize(key, report);
      });
    },
    { cacheKeyFn: (key) => `${reportOf(key)} ${key.agencies.join(',')}` },
  );
}

async function readReport(members: readonly StatisticsKey[]): Promise<ReadonlyMap<string, AgencyReport>> {
  const { source, from, to } = members[0]!;
  const agencies = [...new Set(members.flatMap((member) => member.agencies))];
  const lines = agencies.length === 0 ? [] : await source.report(agencies, { from, to });
  return new Map(lines.map((line) => [line.agency, line]));
}

function summarize(
  { source, agencies, jurisdiction }: StatisticsKey,
  report: ReadonlyMap<string, AgencyReport>,
): DocumentStatistics {
  const lines = agencies.flatMap((agency) => report.get(agency) ?? []);
  return { ...counted(lines), provenance: provenanceOf(source.config, jurisdiction) };
}

/** One account of several, as when a jurisdiction's registers stand in more than one system. */
export function addUp(parts: readonly DocumentStatistics[]): DocumentStatistics | null {
  const [first] = parts;
  if (!first || parts.length === 1) return first ?? null;
  const lines = parts.map(({ byMonth, ...counts }) => ({ ...counts, months: byMonth }));
  return { ...counted(lines), provenance: joined(parts.map(({ provenance }) => provenance)) };
}

function joined(all: readonly Provenance[]): Provenance {
  const { system, jurisdiction, asOf } = all[0]!;
  return {
    source: all.map(({ source }) => source).join(' + '),
    system,
    jurisdiction,
    fetchedAt: new Date(Math.min(...all.map(({ fetchedAt }) => fetchedAt.getTime()))),
    asOf,
    stale: all.some(({ stale }) => stale),
  };
}

type Line = Omit<AgencyReport, 'agency'>;

function counted(lines: readonly Line[]): Omit<DocumentStatistics, 'provenance'> {
  const counts = summed(lines);
  return { ...counts, onTimeShare: share(counts.onTime, counts.onTime + counts.overdue), byMonth: monthsOf(lines) };
}

function summed(lines: readonly DocumentCounts[]) {
  const sum = (count: (line: DocumentCounts) => number) => lines.reduce((total, line) => total + count(line), 0);
  const outgoing = sum((line) => line.outgoing);
  const signedOutgoing = sum((line) => line.signedOutgoing);
  return {
    incoming: sum((line) => line.incoming),
    outgoing,
    signedOutgoing,
    signedShare: share(signedOutgoing, outgoing),
    onTime: sum((line) => line.onTime),
    overdue: sum((line) => line.overdue),
    pending: sum((line) => line.pending),
  };
}

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

function monthsOf(lines: readonly Line[]): DocumentMonth[] {
  const months = groupBy(
    lines.flatMap((line) => line.months),
    ({ period }) => period,
  );
  return [...months].toSorted(([a], [b]) => a.localeCompare(b)).map(([period, counts]) => ({ period, ...summed(counts) }));
}
