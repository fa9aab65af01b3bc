import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Caller } from '../../auth/caller.js';
import type { AccessRecord } from '../../gateway/access-log/record.js';
import { createAccessSubgraph } from '../../subgraphs/access/index.js';
import { subgraphContract } from '../contract/subgraph.js';
import {
  accessTo,
  auditor,
  binh,
  callerWith,
  hanh,
  hash,
  official,
  readerOver,
  serveAccess,
  storeInMemory,
} from './access.kit.js';

subgraphContract({
  create: async () => ({
    subgraph: await createAccessSubgraph(readerOver(storeInMemory([]).store)),
    requests: async () => 0,
    close: async () => {},
  }),
  caller: auditor,
  entities: [
    {
      typename: 'Agency',
      references: [{ id: 'H41.17' }, { id: 'H41.18' }, { id: 'H49.1' }],
      unknown: { id: 'Z99' },
      selection: '{ id }',
    },
    {
      typename: 'Jurisdiction',
      references: ['vinh', 'hue', 'dong-ha'].map((slug) => ({ slug })),
      unknown: { slug: 'atlantis' },
      selection: '{ slug }',
    },
  ],
});

const emergency = {
  purpose: { code: 'EMERGENCY', case: null, reason: 'Cấp cứu: bệnh nhân hôn mê', legalBasis: 'Luật 15/2023/QH15' },
  review: true,
} as const satisfies Partial<AccessRecord>;

const records: AccessRecord[] = [
  accessTo([hanh], 'r1', { at: '2026-06-01T01:00:00.000Z' }),
  accessTo([hanh, binh], 'r2', {
    at: '2026-06-02T01:00:00.000Z',
    operation: { name: 'ParcelAt', type: 'query', hash: 'b'.repeat(64) },
  }),
  accessTo([binh], 'r3', { at: '2026-06-03T17:30:00.000Z', ...emergency }),
  accessTo([], 'r4', {
    at: '2026-06-04T01:00:00.000Z',
    actor: { ...official, subject: 'canbo-hue', jurisdictions: ['hue'], agency: 'H57.1' },
    purpose: null,
    personal: {},
    categories: [],
    outcome: 'timed-out',
    http: 200,
  }),
  accessTo([], 'r5', {
    at: '2026-06-05T01:00:00.000Z',
    actor: null,
    purpose: null,
    outcome: 'denied',
    refusal: 'UNAUTHENTICATED',
    http: 401,
  }),
];

let access: Awaited<ReturnType<typeof serveAccess>>;
beforeAll(async () => void (access = await serveAccess(records)));
afterAll(() => access.close());

interface Listed {
  accessRecords: {
    nodes: Record<string, unknown>[];
    edges: { cursor: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    totalCount: null;
  };
}
const list = async (filter: object | null = null, caller: Caller = auditor, first = 10, after: string | null = null) => {
  const { data, errors } = await access.ask(
    caller,
    `query ($filter: AccessFilter, $first: Int!, $after: String) { accessRecords(filter: $filter, first: $first, after: $after) {
      nodes { request } edges { cursor } pageInfo { hasNextPage endCursor } totalCount } }`,
    { filter, first, after },
  );
  return { found: (data as Listed | null)?.accessRecords ?? null, errors };
};
const requests = async (...parameters: Parameters<typeof list>) =>
  (await list(...parameters)).found?.nodes.map(({ request }) => request) ?? null;

describe('the access log, read by auditors', () => {
  test('is newest first, and pages neither repeat nor skip', async () => {
    expect(await requests()).toEqual(['r5', 'r4', 'r3', 'r2', 'r1']);
    const seen: unknown[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const { found } = await list(null, auditor, 2, after);
      seen.push(...found!.nodes.map(({ request }) => request));
      ({ hasNextPage: more, endCursor: after } = found!.pageInfo);
      expect(after).toBe(found!.edges.at(-1)!.cursor);
    }
    expect(seen).toEqual(['r5', 'r4', 'r3', 'r2', 'r1']);
  });

  test('says of each answer who, why, what and how it ended; the reason of an emergency, too', async () => {
    const { data, errors } = await access.ask(
      auditor,
      `{ accessRecords(filter: { review: true }, first: 1) { totalCount nodes {
        at request actor { subject client issuer roles agency { id } jurisdictions { slug } }
        purpose { code description caseReference reason legalBasis } operation documentHash fields personal { coordinate state }
        subjectCount outcome status sources { name status ms } denied refusal review } } }`,
    );
    expect(errors ?? []).toEqual([]);
    expect(data).toEqual({
      accessRecords: {
        totalCount: null,
        nodes: [
          {
            at: '2026-06-03T17:30:00.000Z',
            request: 'r3',
            actor: {
              subject: 'canbo-77',
              client: 'one-stop-desk',
              issuer: 'https://id.example/realms/vinh',
              roles: ['officer'],
              agency: { id: 'H41.17' },
              jurisdictions: [{ slug: 'vinh' }],
            },
            purpose: {
              code: 'EMERGENCY',
              description: expect.stringContaining('cấp cứu'),
              caseReference: null,
              reason: 'Cấp cứu: bệnh nhân hôn mê',
              legalBasis: 'Luật 15/2023/QH15',
            },
            operation: 'CityOverview',
            documentHash: expect.stringMatching(/^[\da-f]{64}$/),
            fields: ['Person.name'],
            personal: [{ coordinate: 'LandUser.fullName', state: 'CLEAR' }],
            subjectCount: 1,
            outcome: 'GRANTED',
            status: 200,
            sources: [{ name: 'igate', status: 'OK', ms: 12 }],
            denied: [],
            refusal: null,
            review: true,
          },
        ],
      },
    });
  });

  test.each<[string, object, string[]]>([
    ['operation', { operation: 'ParcelAt' }, ['r2']],
    ['account', { actor: 'canbo-hue' }, ['r4']],
    ['purpose', { purpose: 'EMERGENCY' }, ['r3']],
    ['person', { subject: binh }, ['r3', 'r2']],
    ['person and purpose', { subject: binh, purpose: 'EMERGENCY' }, ['r3']],
    // 17:30 in UTC is half past midnight of the fourth in Vietnam.
    ['days of Vietnam', { from: '2026-06-04', to: '2026-06-04' }, ['r4', 'r3']],
    ['outcome', { outcome: 'TIMED_OUT' }, ['r4']],
    ['nothing, where parts are null', { operation: null, subject: null, review: null }, ['r5', 'r4', 'r3', 'r2', 'r1']],
  ])('can be asked by %s', async (_by, filter, expected) => {
    expect(await requests(filter)).toEqual(expected);
  });

  test('is asked of a person by a keyed hash, never by their identifier', async () => {
    access.asked.length = 0;
    await list({ subject: hanh });
    expect(access.asked).toEqual([{ subject: hash.subject(hanh), first: 10 }]);
  });

  test.each<[string, object, number, string | null]>([
    ['filter.operation', { operation: 'a b' }, 1, null],
    ['filter.actor', { actor: '\0' }, 1, null],
    ['filter.subject', { subject: '12345' }, 1, null],
    ['filter.from', { from: 'yesterday' }, 1, null],
    ['filter.from', { from: '0000-01-01' }, 1, null],
    ['filter.to', { from: '2026-06-02', to: '2026-06-01' }, 1, null],
    ['first', {}, 0, null],
    ['first', {}, 101, null],
    ['after', {}, 1, ''],
    ['after', {}, 1, 'c999'],
    ['after', {}, 1, "'; drop table x"],
  ])('refuses a malformed %s (%j, %j, %j)', async (argument, filter, first, after) => {
    const { found, errors } = await list(filter, auditor, first, after);
    expect(found).toBeNull();
    expect(errors).toEqual([
      expect.objectContaining({ path: ['accessRecords'], extensions: { code: 'BAD_USER_INPUT', argument } }),
    ]);
  });
});

describe('auditors of some jurisdictions', () => {
  const ofHue = callerWith('auditor', { jurisdictions: ['hue'] });

  test('read the records of those who work for one of them', async () => {
    expect(await requests(null, ofHue)).toEqual(['r4']);
    expect(await requests(null, callerWith('auditor', { jurisdictions: ['vinh', 'hue'] }))).toEqual(['r4', 'r3', 'r2', 'r1']);
  });

  test('go on where a page was looked through and little of it was theirs', async () => {
    const many = Array.from({ length: 2_500 }, (_, at) => accessTo([hanh], `v${at}`));
    const busy = await serveAccess([accessTo([], 'old', { actor: { ...official, jurisdictions: ['hue'] } }), ...many]);
    const query = `query ($after: String) { accessRecords(first: 5, after: $after) { nodes { request } pageInfo { hasNextPage endCursor } } }`;
    const first = (await busy.ask(ofHue, query)).data as unknown as Listed;
    expect(first.accessRecords).toEqual({ nodes: [], pageInfo: { hasNextPage: true, endCursor: expect.any(String) } });
    const { endCursor: after } = first.accessRecords.pageInfo;
    const next = (await busy.ask(ofHue, query, { after })).data as unknown as Listed;
    expect(next.accessRecords.nodes).toEqual([{ request: 'old' }]);
    expect(next.accessRecords.pageInfo.hasNextPage).toBe(false);
    await busy.close();
  });

  test('are refused counts, which are of all together', async () => {
    for (const query of [
      '{ x: accessSummary(filter: { from: "2026-06-01", to: "2026-06-30" }) { entries } }',
      '{ x: accessPatterns(from: "2026-06-01", to: "2026-06-30") { entries } }',
    ]) {
      const { errors } = await access.ask(ofHue, query);
      expect(errors![0]!.extensions).toEqual({ code: 'FORBIDDEN' });
    }
  });
});
