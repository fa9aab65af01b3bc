import { groupBy } from '../../world/group.js';
import { courseOf, fromDay, type StoredDocument } from './rows.js';
import type { Body } from './search.js';
import type { Store } from './store.js';

/** A document as the report counts it. */
interface Line {
  readonly document: StoredDocument;
  readonly day: string;
  readonly course: ReturnType<typeof courseOf>;
}

/** `report/documentreport/`: what each agency's register counts between two days. Secret papers are in no report. */
export function documentReport(store: Store, names: ReadonlyMap<string, string>, today: string) {
  // A transfer may move a due day, and with it the course.
  const lines = (agency: string) =>
    (store.byAgency.get(agency) ?? [])
      .filter(({ secrecy }) => secrecy === 'Thường')
      .map((document): Line => ({ document, day: document.registeredOn, course: courseOf(document, today) }));
  return (body: Body) => {
    const [from, to] = [fromDay(body['tuNgay']) ?? '', fromDay(body['denNgay']) ?? '9999'];
    const asked =
      Array.isArray(body['dsDonVi']) && body['dsDonVi'].length > 0 ? body['dsDonVi'].map(String) : [...store.byAgency.keys()];
    return asked
      .filter((agency) => store.byAgency.has(agency))
      .map((agency) => {
        const within = lines(agency).filter(({ day }) => day >= from && day <= to);
        return { maDonVi: agency, tenDonVi: names.get(agency) ?? agency, ...countsOf(within), theoThang: monthsOf(within) };
      });
  };
}

function countsOf(lines: readonly Line[]) {
  const count = (test: (line: Line) => boolean) => lines.filter(test).length;
  const out = ({ document }: Line) => document.direction === 'OUTGOING';
  return {
    soDen: count((line) => !out(line)),
    soDi: count(out),
    soDiKySo: count((line) => out(line) && line.document.digitallySigned),
    dungHan: count(({ course }) => course === 'DUNG_HAN'),
    quaHan: count(({ course }) => course === 'QUA_HAN'),
    dangXuLy: count(({ course }) => course === 'DANG_XU_LY'),
  };
}

function monthsOf(lines: readonly Line[]) {
  const months = groupBy(lines, ({ day }) => day.slice(0, 7));
  return [...months]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([month, within]) => ({ thang: month.split('-').toReversed().join('/'), ...countsOf(within) }));
}
