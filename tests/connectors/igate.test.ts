import { describe, expect, test } from '@jest/globals';
import { createIgate } from '../../subgraphs/public-services/igate.js';
import { igateOptions } from '../../subgraphs/public-services/igate-options.js';
import { allPages } from '../../subgraphs/public-services/all-pages.js';
import { Day, Instant, Name } from '../../subgraphs/public-services/igate-shapes.js';
import { pageWindows } from '../../subgraphs/public-services/page-window.js';
import { createStatusTable } from '../../subgraphs/public-services/status-table.js';
import { SourceConfig } from '../../core/sources.js';
import { connectorContract, type StubRequest } from '../contract/connector.js';

const source = {
  id: 'igate-nghe-an',
  system: 'igate' as const,
  jurisdictions: ['vinh'],
  prefixes: ['H41'],
  options: {
    clientId: 'hub',
    clientSecret: 's',
    agencies: { vinh: ['H41.17'] },
    statisticsSuffix: 'nghean',
    statusTable: { codes: { 0: 1, 1: 1, 5: 10 }, default: 4 },
  },
};
const signIn = ({ path }: StubRequest) =>
  path.endsWith('/protocol/openid-connect/token') ? { body: '{"access_token":"t","expires_in":300}' } : null;
const emptyPage = '{"content":[],"number":0,"size":20,"first":true,"last":true,"totalElements":0}';
const reading = (read: (igate: ReturnType<typeof createIgate>) => Promise<unknown>) => async (config: SourceConfig) => {
  const igate = createIgate(config);
  try {
    return await read(igate);
  } finally {
    await igate.close();
  }
};
const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

connectorContract({
  name: 'iGate’s search',
  source,
  signIn: (request) =>
    signIn(request) ??
    (request.path.startsWith('/ba/agency') ? { body: '{"content":[{"id":"a1","code":"H41.17"}],"last":true}' } : null),
  empty: { body: emptyPage },
  read: reading(({ dossiers }) => dossiers.search({ agencies: ['H41.17'] }, 0, 10)),
  isEmpty: (value) => JSON.stringify(value) === '{"rows":[],"total":0}',
});

connectorContract({
  name: 'iGate’s search by person',
  source,
  signIn,
  empty: { body: emptyPage },
  read: reading(async ({ dossiers }) => {
    const [found] = await dossiers.ofPersons(['040199000001']);
    if (found instanceof Error) throw found;
    return found;
  }),
  isEmpty: isEmptyList,
});

connectorContract({
  name: 'iGate’s procedures',
  source,
  signIn,
  empty: { body: emptyPage },
  read: reading(async ({ procedures }) => [...(await procedures.catalogue())]),
  isEmpty: isEmptyList,
});

describe('iGate’s spellings', () => {
  test('a birthday at local midnight in UTC is the day it is in Vietnam', () => {
    expect(Day.parse('1989-12-31T17:00:00.000+0000')).toBe('1990-01-01');
    expect(Day.parse('1990-01-01T00:00:00.000+0700')).toBe('1990-01-01');
    expect(Day.parse('1990-01-01T00:00:00+07:00')).toBe('1990-01-01');
  });

  test('an instant is the same with and without a colon in its offset', () => {
    const at = new Date('2026-06-09T01:30:00Z');
    for (const text of ['2026-06-09T08:30:00.000+0700', '2026-06-09T08:30:00+07:00', '2026-06-09T01:30:00.000+0000']) {
      expect(Instant.parse(text)).toEqual(at);
    }
    expect(Instant.safeParse('09/06/2026').success).toBe(false);
    expect(Instant.safeParse('soon').success).toBe(false);
  });

  test('a name is the Vietnamese one, plain or among several', () => {
    expect(Name.parse('Đất đai')).toBe('Đất đai');
    expect(Name.parse([{ languageId: 46, name: 'Land' }, { languageId: 228, name: 'Đất đai' }])).toBe('Đất đai'); // prettier-ignore
    expect(Name.parse([{ languageId: 46, name: 'Land' }])).toBe('Land');
  });
});

describe('iGate’s pages', () => {
  test('any stretch of rows is framed by one page, or by two', () => {
    const rows = Array.from({ length: 2_000 }, (_, at) => at);
    for (let offset = 0; offset < 260; offset++) {
      for (const limit of [1, 2, 7, 20, 99, 100]) {
        const windows = pageWindows(offset, limit);
        const got = windows.flatMap(({ page, size, skip, take }) =>
          rows.slice(page * size, (page + 1) * size).slice(skip, skip + take),
        );
        expect(got).toEqual(rows.slice(offset, offset + limit));
        expect(windows.length).toBeLessThanOrEqual(2);
        expect(windows.every(({ size }) => size <= 200)).toBe(true);
      }
    }
  });
});

describe('iGate’s lists', () => {
  test('are read to their last page', async () => {
    const read = async (page: number) => ({ rows: [page], last: page === 3 });
    expect(await allPages('igate-x', read)).toEqual([0, 1, 2, 3]);
  });

  test('that never end are bad data', async () => {
    const endless = allPages('igate-x', async () => ({ rows: [1], last: false }));
    await expect(endless).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA', extensions: { source: 'igate-x' } });
  });
});

describe('a source’s options', () => {
  test('that lack something are refused by name, without their values', () => {
    const broken = SourceConfig.parse({
      ...source,
      url: 'http://127.0.0.1:1',
      options: { ...source.options, clientSecret: 42, statusTable: { codes: { 0: 11 }, default: 4 } },
    });
    expect(() => igateOptions(broken)).toThrow(/"igate-nghe-an".*statusTable\.codes\.0/);
    expect(() => igateOptions(broken)).not.toThrow(/hub/);
  });

  test('map its status numbers both ways, and what they leave out to the default', () => {
    const table = createStatusTable(igateOptions(SourceConfig.parse({ ...source, url: 'http://127.0.0.1:1' })));
    expect([0, 1, 5, 18].map(table.national)).toEqual(['REGISTERED', 'REGISTERED', 'RETURNED', 'IN_PROGRESS']);
    expect(table.raw(['REGISTERED'])).toEqual(['0', '1']);
    expect(table.raw(['STOPPED'])).toEqual([]);
  });
});
