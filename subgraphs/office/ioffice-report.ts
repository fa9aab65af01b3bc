import { z } from 'zod';
import { Count } from './ioffice-rows.js';
import type { AgencyReport } from './office-source.js';

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
export const ReportLine = z
  .object({ maDonVi: z.string(), ...counts, theoThang: z.array(Month).default([]) })
  .transform((line): AgencyReport => ({ agency: line.maDonVi, ...countsOf(line), months: line.theoThang }));
