import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { SourceConfig } from '../../core/sources.js';
import { createKpiSource } from '../../subgraphs/kpi/kpi.connector.js';
import { ObservationKind } from '../../subgraphs/kpi/enums.type.js';
import { asReader, closing, letPass, stubServer, type Asked } from './freshness.kit.js';
import { auditor, callerWith, serveKpi, startKpi, type Kpi } from './kpi.kit.js';

// Systems are started, and hundreds ask at once.
jest.setTimeout(20_000);

const query = '{ scorecard(jurisdiction: "vinh", year: 2025) { attainment provenance { source stale fetchedAt } } }';
const overview = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Jurisdiction { population
  scorecard(year: 2025) { attainment } } } }`;
const vinh = { r: [{ __typename: 'Jurisdiction', slug: 'vinh' }] };
const ioc = callerWith(['ioc'], { jurisdictions: ['vinh'], subject: 'another' });

describe('a scorecard', () => {
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
  const costing = async (work: () => Promise<unknown>) => {
    const before = await kpi.requests();
    await work();
    return (await kpi.requests()) - before;
  };

  test('that two hundred ask for at once costs one request for each thing that is read', async () => {
    const cost = await costing(() => Promise.all(Array.from({ length: 200 }, () => served.ask(overview, auditor, vinh))));
    const [catalogues, population, figures] = [2, 1, 1];
    expect(cost).toBe(catalogues + population + figures);
  });

  test('costs whoever asks again nothing while it is fresh, and its figures alone after', async () => {
    expect(await costing(() => served.ask(overview, ioc, vinh))).toBe(0);
    letPass(61);
    expect(await costing(() => served.ask(overview, ioc, vinh))).toBe(2);
  });

  test('is shown as it was, and says so, when its source cannot answer', async () => {
    const begun = Date.now();
    const first = (await served.ask(query)).data!['scorecard'] as Scorecard;
    expect(first.provenance.stale).toBe(false);
    await kpi.stop('kpi-nghe-an');
    letPass(3_600);
    const { data, errors, extensions } = await served.ask(query, ioc);
    expect(errors ?? []).toEqual([]);
    const stale = data!['scorecard'] as Scorecard;
    expect(stale).toEqual({
      ...first,
      provenance: { source: 'kpi-nghe-an', stale: true, fetchedAt: first.provenance.fetchedAt },
    });
    expect(new Date(stale.provenance.fetchedAt).getTime()).toBeLessThanOrEqual(begun + 10_000);
    expect(extensions!.sources).toEqual([
      expect.objectContaining({ source: 'kpi-nghe-an', status: 'STALE', ageSeconds: expect.any(Number) }),
    ]);
    expect(extensions!.sources[0]!.ageSeconds).toBeGreaterThanOrEqual(3_600);
    expect((await served.ask(overview, auditor, vinh)).data!['_entities']).toEqual([
      { population: expect.any(Number), scorecard: { attainment: first.attainment } },
    ]);
  });

  test('that nobody has asked for before is an error where its source cannot answer', async () => {
    await kpi.stop('kpi-nghe-an');
    const { data, errors } = await served.ask('{ scorecard(jurisdiction: "vinh", year: 2019) { attainment } }');
    expect(data).toEqual({ scorecard: null });
    expect(errors).toMatchObject([{ extensions: { code: 'SOURCE_UNAVAILABLE', source: 'kpi-nghe-an' } }]);
  });
});

interface Scorecard {
  readonly attainment: number;
  readonly provenance: { readonly source: string; readonly stale: boolean; readonly fetchedAt: string };
}

const figure = (area: string, more: object = {}) => ({
  maChiTieu: 'DS.DANSO',
  donViTinh: 'người',
  diaBan: { maDiaBan: area, hieuLucTu: null },
  loaiDuLieu: 'THUC_HIEN',
  kyBaoCao: { loaiKy: 'NAM', tuNgay: '2025-01-01', denNgay: '2025-12-31', tenKy: 'Năm 2025' },
  binhQuanTheo: null,
  phanTo: [],
  dau: '=',
  giaTri: 1,
  tuSo: null,
  mauSo: null,
  tinhDen: '2025-12-31',
  trangThai: 'DA_GUI',
  vanBanNguon: null,
  ghiChu: null,
  ...more,
});

describe('what a reporting system has told', () => {
  async function sourceOver(answer: (asked: Asked) => readonly unknown[], moc: () => string = () => '1') {
    const { url, requests } = await stubServer((asked) => ({ goiTin: 'X', moc: moc(), duLieu: answer(asked) }));
    const areas = { vinh: 'DT-VINH', hue: 'DT-HUE' };
    const options = { apiKey: 'k', areas, changesEveryMs: 10 };
    const kpi = createKpiSource(SourceConfig.parse({ id: 'kpi-x', system: 'kpi', jurisdictions: ['vinh', 'hue'], url, options }));
    closing(() => kpi.close());
    const figures = (areasAsked: readonly string[]) =>
      asReader('anyone', async () => {
        const observed = await kpi.observations({ codes: ['DS.DANSO'], areas: areasAsked, kinds: [ObservationKind.ACTUAL] });
        return observed.of(areasAsked).map(({ value }) => value);
      });
    return { kpi, requests, figures, askedFor: () => requests.map(({ body }) => (body as { maDiaBan: string[] }).maDiaBan) };
  }
  const placesIn = ({ body }: Asked) => (body as { maDiaBan: string[] }).maDiaBan;

  test('of some places is not asked for again with that of others', async () => {
    const { figures, askedFor } = await sourceOver((asked) => placesIn(asked).map((area) => figure(area)));
    await figures(['DT-VINH']);
    expect((await figures(['DT-VINH', 'DT-HUE'])).answer).toEqual([1, 1]);
    await figures(['DT-HUE', 'DT-VINH']);
    expect(askedFor()).toEqual([['DT-VINH'], ['DT-HUE']]);
  });

  test('to be nothing is not asked again either', async () => {
    const { figures, requests } = await sourceOver(() => []);
    expect((await figures(['DT-VINH'])).answer).toEqual([]);
    expect((await figures(['DT-VINH'])).answer).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  test('in a form that cannot be read is not kept, and does not take the place of what is', async () => {
    let broken = false;
    const { figures } = await sourceOver((asked) => placesIn(asked).map((area) => figure(area, broken ? { dau: '?' } : {})));
    await figures(['DT-VINH']);
    broken = true;
    letPass(61);
    expect(await figures(['DT-VINH'])).toMatchObject({ answer: [1], sources: [{ status: 'STALE' }] });
    await expect(figures(['DT-HUE'])).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
    broken = false;
    expect((await figures(['DT-VINH', 'DT-HUE'])).sources).toMatchObject([{ status: 'OK' }]);
  });

  test('of reports is not kept where one of them cannot be read', async () => {
    const report = {
      maCheDo: 'C1',
      maDiaBan: 'DT-VINH',
      donViBaoCao: { maDinhDanh: 'H41' },
      kyBaoCao: figure('x').kyBaoCao,
      trangThai: 'DA_GUI',
      hanGui: '2026-01-01',
      ngayGui: null,
    };
    let broken = true;
    const { kpi, requests } = await sourceOver(({ path }) =>
      path.includes('trang-thai') ? [report, { ...report, hanGui: broken ? 'mai' : '2026-02-01' }] : [],
    );
    const reports = () =>
      asReader('anyone', async () => (await kpi.reports({ areas: ['DT-VINH'], year: 2025, offset: 0, limit: 10 })).rows);
    expect((await reports()).answer).toMatchObject([{ dueOn: '2026-01-01' }, { code: 'SOURCE_BAD_DATA' }]);
    broken = false;
    expect((await reports()).answer).toMatchObject([{ dueOn: '2026-01-01' }, { dueOn: '2026-02-01' }]);
    await reports();
    expect(requests.filter(({ path }) => path.includes('trang-thai'))).toHaveLength(2);
  });

  test('is forgotten when it tells of a change', async () => {
    let value = 1;
    const changed = { thoiDiem: '2026-01-01T08:00:00+07:00', soLieu: figure('DT-VINH') };
    const { kpi, figures } = await sourceOver(
      (asked) => (asked.path.includes('thay-doi') ? (value === 1 ? [] : [changed]) : [figure('DT-VINH', { giaTri: value })]),
      () => String(value),
    );
    const heard = new Promise<void>((resolve) => {
      const { begun } = kpi.publications.listen(() => resolve());
      void begun.then(async () => {
        await figures(['DT-VINH']);
        value = 2;
      });
    });
    await heard;
    expect((await figures(['DT-VINH'])).answer).toEqual([2]);
  });
});
