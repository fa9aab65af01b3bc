import { courseOf, fromDay, type StoredDocument } from './rows.js';
import type { Body } from './search.js';
import type { Store } from './store.js';

interface Month {
  readonly thang: string;
  soDen: number;
  soDi: number;
  soDiKySo: number;
}

/** `report/documentreport/`: what each agency's register counts between two days. Secret papers are in no report. */
export function documentReport(store: Store, names: ReadonlyMap<string, string>, today: string) {
  // Dates do not move in the sandbox: what a document adds to its agency's report is worked out once.
  const lines = new Map(
    [...store.byAgency].map(([agency, documents]) => [
      agency,
      documents
        .filter(({ secrecy }) => secrecy === 'Thường')
        .map((document) => ({ document, day: document.registeredOn, course: courseOf(document, today) })),
    ]),
  );
  return (body: Body) => {
    const [from, to] = [fromDay(body['tuNgay']) ?? '', fromDay(body['denNgay']) ?? '9999'];
    const asked = Array.isArray(body['dsDonVi']) && body['dsDonVi'].length > 0 ? body['dsDonVi'].map(String) : [...lines.keys()];
    return asked
      .filter((agency) => lines.has(agency))
      .map((agency) => {
        const within = lines.get(agency)!.filter(({ day }) => day >= from && day <= to);
        const ended = (course: string) => within.filter((line) => line.course === course).length;
        return {
          maDonVi: agency,
          tenDonVi: names.get(agency) ?? agency,
          ...countsOf(within.map(({ document }) => document)),
          dungHan: ended('DUNG_HAN'),
          quaHan: ended('QUA_HAN'),
          dangXuLy: ended('DANG_XU_LY'),
        };
      });
  };
}

function countsOf(documents: readonly StoredDocument[]) {
  const months = new Map<string, Month>();
  const total = { soDen: 0, soDi: 0, soDiKySo: 0 };
  for (const { registeredOn, direction, digitallySigned } of documents) {
    const key = registeredOn.slice(0, 7);
    const month = months.get(key) ?? { thang: `${key.slice(5)}/${key.slice(0, 4)}`, soDen: 0, soDi: 0, soDiKySo: 0 };
    months.set(key, month);
    for (const counts of [total, month]) {
      if (direction === 'INCOMING') counts.soDen += 1;
      else counts.soDi += 1;
      if (direction === 'OUTGOING' && digitallySigned) counts.soDiKySo += 1;
    }
  }
  return { ...total, theoThang: [...months].toSorted(([a], [b]) => a.localeCompare(b)).map(([, month]) => month) };
}
