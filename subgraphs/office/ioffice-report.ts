import { z } from 'zod';
import type { IofficeClient } from '../../connectors/ioffice-token.js';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
import { Count, toDay } from './ioffice-rows.js';
import type { AgencyReport, Period } from './office-source.js';

const counts = { soDen: Count, soDi: Count, soDiKySo: Count, dungHan: Count, quaHan: Count, dangXuLy: Count };
const Counts = z.object(counts);

const countsOf = (line: z.infer<typeof Counts>) => ({
  incoming: line.soDen,
  outgoing: line.soDi,
  signedOutgoing: line.soDiKySo,
  onTime: line.dungHan,
  overdue: line.quaHan,
  pending: line.dangXuLy,
});

const Month = z
  .object({ thang: z.string().regex(/^\d{2}\/\d{4}$/), ...counts })
  .transform((line) => ({ period: `${line.thang.slice(3)}-${line.thang.slice(0, 2)}`, ...countsOf(line) }));

/** An agency's line of `report/documentreport/`. */
const ReportLine = z
  .object({ maDonVi: z.string(), ...counts, theoThang: z.array(Month).default([]) })
  .transform((line): AgencyReport => ({ agency: line.maDonVi, ...countsOf(line), months: line.theoThang }));

/** What the registers of `agencies` count: one request, for those that are not known. */
export async function readReport(
  ioffice: IofficeClient,
  agencies: readonly string[],
  { from, to }: Period,
): Promise<AgencyReport[]> {
  const agencyOf = new Map(agencies.map((agency) => [JSON.stringify([agency, from, to]), agency]));
  const told = await wholeReadsOf(ioffice.source).many<AgencyReport | null>(
    'DocumentStatistics',
    [...agencyOf.keys()],
    async (missing) => {
      const dsDonVi = missing.map((key) => agencyOf.get(key)!);
      const body = { tuNgay: toDay(from), denNgay: toDay(to), dsDonVi };
      const lines = await ioffice.post('report/documentreport/', body, z.array(ReportLine));
      const byAgency = new Map(lines.map((line) => [line.agency, line]));
      return dsDonVi.map((agency) => byAgency.get(agency) ?? null);
    },
  );
  return told.flatMap((line) => {
    // What is counted without one of them would be too little, without a sign of it.
    if (line instanceof Error) throw line;
    return line ?? [];
  });
}
