import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { subgraphContract } from '../contract/subgraph.js';
import { auditor, callerWith, serveKpi, startKpi, world, type Kpi } from './kpi.kit.js';

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

test('population is that of the world, for cities and for communes as they stand now', async () => {
  const { data } = await served.ask(
    `{ _entities(representations: [
      { __typename: "Jurisdiction", slug: "hue" }, { __typename: "AdminUnit", code: "16681", validFrom: "2025-07-01" },
      { __typename: "AdminUnit", code: "16681", validFrom: "2004-01-01" }, { __typename: "AdminUnit", code: "40", validFrom: "2004-01-01" }
    ]) { ... on Jurisdiction { population } ... on AdminUnit { population } } }`,
    callerWith(['citizen'], { jurisdictions: ['vinh'], personalId: '040199000001' }),
  );
  const living = (at: (person: (typeof world.people)[number]) => boolean) => world.people.filter(at).length;
  expect(data!['_entities']).toEqual([
    { population: living(({ jurisdiction }) => jurisdiction === 'hue') },
    { population: living(({ communeCode }) => communeCode === '16681') },
    { population: null },
    { population: null },
  ]);
});

test('scorecards and populations of all cities of a source are one request each, and the same again none', async () => {
  const query = (year: number) => `{ _entities(representations: [
    { __typename: "Jurisdiction", slug: "vinh" }, { __typename: "Jurisdiction", slug: "thai-hoa" }, { __typename: "Jurisdiction", slug: "hoang-mai" }
  ]) { ... on Jurisdiction { population scorecard(year: ${year}) { attainment } last: scorecard(year: ${year - 1}) { attainment } } } }`;
  const costOf = async (year: number) => {
    const before = await kpi.requests();
    const { errors } = await served.ask(query(year));
    expect(errors ?? []).toEqual([]);
    return (await kpi.requests()) - before;
  };
  const [catalogues, populations, figures] = [2, 1, 1];
  expect(await costOf(2025)).toBe(catalogues + populations + figures);
  expect(await costOf(2023)).toBe(figures);
  expect(await costOf(2025)).toBe(0);
});

test('observations are paged, newest first, and cut by kind and days', async () => {
  const page = `query ($after: String) { indicator(code: "TD.HOSO.DUNGHAN") { name unit direction aggregation group { code name } partOf { code }
    observations(jurisdiction: "vinh", from: "2026-01-01", kind: ACTUAL, first: 6, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { kind period { type start end label } value numerator denominator statedValue jurisdiction { slug } indicator { code }
        precision status sourceDocument { title } provenance { source jurisdiction } }
    } } }`;
  type Observations = {
    totalCount: number;
    pageInfo: { endCursor: string };
    nodes: { period: { end: string }; indicator: object }[];
  };
  const read = async (after: string | null) => {
    const { data, errors } = await served.ask(page, auditor, { after });
    expect(errors ?? []).toEqual([]);
    return (data!['indicator'] as { observations: Observations }).observations;
  };
  const first = await read(null);
  const second = await read(first.pageInfo.endCursor);
  expect(first.totalCount).toBeGreaterThan(6);
  const ends = [...first.nodes, ...second.nodes].map(({ period }) => period.end);
  expect(ends).toEqual(ends.toSorted().toReversed());
  expect(first.nodes[0]).toMatchObject({
    kind: 'ACTUAL',
    period: { type: 'YEAR', label: 'Năm 2026' },
    indicator: { code: 'TD.HOSO.DUNGHAN' },
    provenance: { source: 'kpi-nghe-an', jurisdiction: 'vinh' },
  });
});

test('observations of one kind of period can be asked for by themselves', async () => {
  const { data, errors } = await served.ask(`{ indicator(code: "TD.HOSO.DUNGHAN") {
    months: observations(jurisdiction: "vinh", periodType: MONTH, first: 100) { nodes { period { type } } }
    years: observations(jurisdiction: "vinh", periodType: YEAR, first: 100) { nodes { period { type } } } } }`);
  expect(errors ?? []).toEqual([]);
  const { months, years } = data!['indicator'] as Record<string, { nodes: { period: { type: string } }[] }>;
  expect(new Set(months!.nodes.map(({ period }) => period.type))).toEqual(new Set(['MONTH']));
  expect(new Set(years!.nodes.map(({ period }) => period.type))).toEqual(new Set(['YEAR']));
});

test('the catalogue is searched without diacritics; figures of many indicators are one request', async () => {
  const query = (first: number) =>
    `{ indicators(search: "ty le", first: ${first}) { totalCount nodes { code observations(jurisdiction: "vinh", first: 5) { totalCount } } } }`;
  const { data } = await served.ask(query(1));
  expect(data).toMatchObject({ indicators: { nodes: [{ code: 'ANTT.DIEM.CAMERA' }] } });
  const before = await kpi.requests();
  await served.ask(query(20));
  expect((await kpi.requests()) - before).toBe(1);
});

test('reports say who owes what', async () => {
  const { data, errors } = await served.ask(`{ reports(jurisdiction: "dong-ha", year: 2026, first: 4) { totalCount nodes {
    regime { code name legalBasis { number } } period { label } agency { id } jurisdiction { slug } status dueOn submittedOn provenance { source }
  } } }`);
  expect(errors ?? []).toEqual([]);
  expect(data).toMatchObject({
    reports: {
      totalCount: 20,
      nodes: [
        {
          regime: { code: 'BC.THANG' },
          period: { label: 'Tháng 10/2026' },
          agency: { id: expect.stringMatching(/^H50\./) },
          status: 'NOT_DUE',
          dueOn: '2026-11-05',
          submittedOn: null,
        },
        {},
        {},
        {},
      ],
    },
  });
});

describe('who may ask', () => {
  test('an operations centre reads its own city, and is refused another', async () => {
    const ioc = callerWith(['ioc'], { jurisdictions: ['vinh'] });
    const { data, errors } = await served.ask(
      '{ own: scorecard(jurisdiction: "vinh", year: 2025) { year } other: scorecard(jurisdiction: "hue", year: 2025) { year } reports(jurisdiction: "hue", year: 2026, first: 1) { totalCount } }',
      ioc,
    );
    expect(data).toEqual({ own: { year: 2025 }, other: null, reports: null });
    expect(errors!.map(({ extensions }) => extensions!['code'])).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });

  test('without the right an entity reference is nothing, and no source is asked', async () => {
    const before = await kpi.requests();
    const { data } = await served.ask(
      '{ _entities(representations: [{ __typename: "Indicator", code: "DS.DANSO" }]) { ... on Indicator { name } } }',
      callerWith(['clinician'], { jurisdictions: ['vinh'] }),
    );
    expect(data).toEqual({ _entities: [null] });
    expect(await kpi.requests()).toBe(before);
  });

  test('a citizen reads no scorecard', async () => {
    const { data, errors } = await served.ask(
      '{ scorecard(jurisdiction: "vinh", year: 2025) { year } }',
      callerWith(['citizen'], { jurisdictions: ['vinh'] }),
    );
    expect(data).toEqual({ scorecard: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }]);
  });
});

test('what is unknown is null, what is malformed names its argument', async () => {
  const { data, errors } = await served.ask(`{
    unknown: indicator(code: "NOPE") { code } nowhere: scorecard(jurisdiction: "nowhere", year: 2025) { year }
    code: indicator(code: "no code") { code } slug: scorecard(jurisdiction: "Vinh!", year: 2025) { year }
    year: scorecard(jurisdiction: "vinh", year: 20255) { year } first: indicators(first: 1000) { totalCount }
    cursor: reports(jurisdiction: "vinh", year: 2026, first: 1, after: "x") { totalCount }
    day: indicator(code: "DS.DANSO") { observations(jurisdiction: "vinh", from: "2026-13-01", first: 1) { totalCount } }
  }`);
  expect(data).toMatchObject({ unknown: null, nowhere: null, code: null, slug: null, year: null, first: null, cursor: null });
  const faults = Object.fromEntries(errors!.map(({ path, extensions }) => [path![0], extensions!['argument']]));
  expect(faults).toEqual({ code: 'code', slug: 'jurisdiction', year: 'year', first: 'first', cursor: 'after', day: 'from' });
  expect(errors!.every(({ extensions }) => extensions!['code'] === 'BAD_USER_INPUT')).toBe(true);
});

test('a source that failed is an error beside what the others say', async () => {
  const broken = await startKpi();
  const door = await serveKpi(broken);
  await broken.stop('kpi-hue');
  const { data, errors } = await door.ask(`{
    indicators(group: "DS", first: 5) { totalCount nodes { code } }
    hue: scorecard(jurisdiction: "hue", year: 2025) { year } vinh: scorecard(jurisdiction: "vinh", year: 2025) { year }
    known: indicator(code: "DS.DANSO") { code }
  }`);
  expect(data).toEqual({
    indicators: { totalCount: null, nodes: [null, { code: 'DS.DANSO' }] },
    hue: null,
    vinh: { year: 2025 },
    known: { code: 'DS.DANSO' },
  });
  expect(errors!.map(({ extensions }) => extensions)).toEqual([
    { code: 'SOURCE_UNAVAILABLE', source: 'kpi-hue' },
    { code: 'SOURCE_UNAVAILABLE', source: 'kpi-hue' },
  ]);
  await door.close();
  await broken.close();
});

subgraphContract({
  create: startKpi,
  caller: auditor,
  entities: [
    {
      typename: 'Indicator',
      references: [{ code: 'CQS.VANBAN.KYSO' }, { code: 'DS.DANSO' }, { code: 'NS.DEAN.KINHPHI' }],
      unknown: { code: 'NOPE' },
      selection: '{ code name nameEn unit group { code } direction aggregation description provenance { source fetchedAt } }',
    },
    {
      typename: 'Jurisdiction',
      references: [{ slug: 'vinh' }, { slug: 'thai-hoa' }, { slug: 'hoang-mai' }],
      unknown: { slug: 'nowhere' },
      selection: '{ slug population scorecard(year: 2025) { attainment attainedShare } }',
    },
    {
      typename: 'AdminUnit',
      references: ['16681', '16690', '16702'].map((code) => ({ code, validFrom: '2025-07-01' })),
      unknown: { code: '99999', validFrom: '2025-07-01' },
      selection: '{ code validFrom population }',
    },
  ],
});
