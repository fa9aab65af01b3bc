import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { auditor, serveKpi, startKpi, type Kpi } from './kpi.kit.js';

let kpi: Kpi;
let served: Awaited<ReturnType<typeof serveKpi>>;
beforeAll(async () => {
  kpi = await startKpi();
  served = await serveKpi(kpi);
});
afterAll(async () => {
  await served.close();
  await kpi.close();
});

interface Row {
  readonly indicator: { readonly code: string };
  readonly target: number | null;
  readonly actual: number | null;
  readonly attainment: number | null;
  readonly met: boolean | null;
  readonly actualAsOf: string | null;
  readonly actualObservation: { readonly statedValue: number | null } | null;
  readonly dataQuality: readonly { readonly code: string; readonly message: string; readonly sourceDocuments: string[] }[];
}
const scorecardQuery = `query ($slug: String!, $year: Int!) { scorecard(jurisdiction: $slug, year: $year) {
  attainedShare attainment provenance { source system jurisdiction } dataQuality { code message sourceDocuments }
  rows { indicator { code } target actual attainment met actualAsOf actualObservation { statedValue }
    dataQuality { code message sourceDocuments } }
} }`;
async function scorecardOf(slug: string, year: number) {
  const { data, errors } = await served.ask(scorecardQuery, auditor, { slug, year });
  expect(errors ?? []).toEqual([]);
  const card = data!['scorecard'] as { rows: Row[]; attainedShare: number; attainment: number; dataQuality: Row['dataQuality'] };
  return { ...card, row: (code: string) => card.rows.find(({ indicator }) => indicator.code === code)! };
}
const messages = (row: Row, code: string) => row.dataQuality.filter((note) => note.code === code).map(({ message }) => message);

describe('scorecard of Vinh, 2025', () => {
  test('has the thirteen targets of the resolution beside what was reached', async () => {
    const { rows, row } = await scorecardOf('vinh', 2025);
    const set = rows.filter(({ indicator, target }) => target !== null && !indicator.code.startsWith('TD.'));
    expect(Object.fromEntries(set.map(({ indicator, target }) => [indicator.code, target]))).toEqual({
      'CQS.TTHC.MUC3': 85,
      'CQS.TTHC.MUC4': 40,
      'CQS.HOSO.TRUCTUYEN': 50,
      'CQS.THONGTIN.CONGKHAI': 80,
      'CQS.HATANG.ATTT': 85,
      'CQS.CBCC.UNGDUNG': 100,
      'YT.BENHAN.DIENTU': 80,
      'GD.TRUONG.HOSO': 80,
      'GD.PHONG.DAPHUONGTIEN': 20,
      'ANTT.DIEM.CAMERA': 80,
      'DL.DIEM.UNGDUNG': 70,
      'DT.DICHVU.INTERNET': 70,
      'MT.SUCO.PHATHIEN': 50,
    });
    expect(row('CQS.TTHC.MUC4')).toMatchObject({ met: true, actualAsOf: '2023-08-24', actualObservation: { statedValue: 42.5 } });
    expect(row('CQS.TTHC.MUC4').actual).toBeCloseTo(42.449, 3);
    expect(row('CQS.TTHC.MUC3')).toMatchObject({ met: false });
    expect(row('CQS.TTHC.MUC3').attainment).toBeCloseTo(0.4898, 4);
  });

  test('says where a stated percentage is not its own ratio', async () => {
    const { row } = await scorecardOf('vinh', 2025);
    expect(messages(row('CQS.TTHC.MUC4'), 'STATED_RATIO_DIFFERS')).toEqual([
      'Stated as 42.5 %, but 104 / 245 = 42.4 %; the row uses the ratio.',
    ]);
    expect(messages(row('NS.CNTT.TYLE'), 'STATED_RATIO_DIFFERS')).toEqual([
      'Stated as 1.58 %, but 27.2 / 1,700 = 1.60 %; the row uses the ratio.',
    ]);
    expect(messages(row('CQS.TTHC.MUC3'), 'STATED_RATIO_DIFFERS')).toEqual([]);
    expect(messages(row('PA.HAILONG'), 'STATED_RATIO_DIFFERS')).toEqual([]);
  });

  test('shows the figure it used and those that contradict it', async () => {
    const { row } = await scorecardOf('vinh', 2025);
    expect(row('CQS.VANBAN.KYSO').actual).toBe(82.35);
    expect(messages(row('CQS.VANBAN.KYSO'), 'SOURCES_CONTRADICT')).toEqual([
      'The row uses 82.35 % (II, kết quả thực hiện); elsewhere it is more than 90 % (III, ưu điểm).',
    ]);
    expect(row('ANTT.VIPHAM.GIAOTHONG').actual).toBe(360_000);
    const [traffic] = messages(row('ANTT.VIPHAM.GIAOTHONG'), 'SOURCES_CONTRADICT');
    expect(traffic).toContain('about 6,200 a week');
    expect(traffic).toContain('about 300 a day');
    expect(traffic).toContain('109,500');
    expect(messages(row('NS.CNTT.DAUTU'), 'SOURCES_CONTRADICT')[0]).toContain('Năm 2021 và 2022');
  });

  test('doubts parts that exceed their whole, and targets that exceed it together', async () => {
    const { row } = await scorecardOf('vinh', 2025);
    expect(messages(row('PA.DANHGIA'), 'PART_EXCEEDS_WHOLE')[0]).toMatch(/619 .* 424/);
    expect(messages(row('PA.XULY.SO'), 'PART_EXCEEDS_WHOLE')[0]).toMatch(/more than 600 .* 424/);
    expect(messages(row('CQS.TTHC.MUC3'), 'TARGETS_EXCEED_WHOLE')[0]).toMatch(/125 % .* 84.08 %/);
    // 39 + 102 + 104 procedures and 25 + 324 teams do add up.
    expect(messages(row('CQS.TTHC.TONG'), 'PARTS_DO_NOT_ADD_UP')).toEqual([]);
    expect(messages(row('CD.TO.SO'), 'PARTS_DO_NOT_ADD_UP')).toEqual([]);
  });

  test('says what is missing, what is old, and which acts are cited in two ways', async () => {
    const { row, dataQuality } = await scorecardOf('vinh', 2025);
    expect(messages(row('YT.BENHAN.DIENTU'), 'MISSING_ACTUAL')).toEqual([
      'There is a target of 80 %, but no actual up to 2025-12-31.',
    ]);
    expect(messages(row('CQS.TTHC.MUC3'), 'STALE_ACTUAL')[0]).toContain('28 months before 2025-12-31');
    expect(dataQuality.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^54\/KH-UBND is dated 2021-03-15 .* and 2021-02-15/),
      expect.stringMatching(/cited as 2553\/QĐ-UBND .* and 2555\/QĐ-UBND/),
    ]);
  });
});

test('a scorecard is judged by its rows, lower where lower is better', async () => {
  const { rows, row, attainedShare, attainment } = await scorecardOf('hue', 2025);
  const judged = rows.filter(({ met }) => met !== null);
  expect(attainedShare).toBeCloseTo(judged.filter(({ met }) => met).length / judged.length);
  const ratios = judged.map((one) => Math.min(one.attainment!, 1));
  expect(attainment).toBeCloseTo(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length);
  const late = row('TD.HOSO.QUAHAN');
  expect(late.met).toBe(late.actual! <= late.target!);
  expect(late.dataQuality).toEqual([]);
});
