import { createCaller, type Caller, type CallerFacts } from '../../auth/caller.js';
import { purposesOf } from '../../auth/roles.js';
import { entryOf, genesis } from '../../gateway/access-log/evidence/chain.js';
import { createKeyedHash } from '../../gateway/access-log/keyed-hash.js';
import type { AccessRecord } from '../../gateway/access-log/record.js';
import type { LogFilter, Page, PageOf, FoundEntry } from '../../gateway/access-log/store/queries/find.js';
import type { LogQueries } from '../../gateway/access-log/store/queries/queries.js';
import { createAccessLogReader } from '../../hub/access-log-reader.js';
import { inMemory, serveSubgraph } from '../../schema/serve.js';
import { createAccessSubgraph } from '../../subgraphs/access/index.js';
import type { AccessLogReader } from '../../subgraphs/access/reader.js';
import { record } from '../access-log/store/records.js';

export const hash = createKeyedHash('k'.repeat(32));
export const hanh = '040199000001';
export const binh = '040199000002';
export const now = new Date('2026-06-15T03:00:00.000Z');

export const callerWith = (role: string, facts: Partial<CallerFacts> = {}): Caller =>
  createCaller({
    issuer: 'i',
    subject: 's',
    clientId: 'c',
    tokenId: 't',
    roles: [role],
    purpose: purposesOf([role])[0] ?? null,
    jurisdictions: '*',
    agency: null,
    personalId: null,
    ...facts,
  });
export const auditor = callerWith('auditor');
export const citizen = callerWith('citizen', { jurisdictions: ['vinh'], personalId: hanh });

/** What every official's access of these tests carries, and no citizen may be shown. */
export const official = {
  issuer: 'https://id.example/realms/vinh',
  subject: 'canbo-77',
  client: 'one-stop-desk',
  tokenId: 'token-77',
  roles: ['officer'],
  jurisdictions: ['vinh'],
  agency: 'H41.17',
};

/** A record of an answer about these people. */
export const accessTo = (people: readonly string[], request: string, changes: Partial<AccessRecord> = {}): AccessRecord =>
  record(request, {
    actor: official,
    personal: { 'LandUser.fullName': 'CLEAR' },
    categories: ['IDENTITY'],
    subjects: people.map(hash.subject).toSorted(),
    ...changes,
  });

export interface Counted {
  readonly summary?: Awaited<ReturnType<LogQueries['summary']>>;
  readonly patterns?: Awaited<ReturnType<LogQueries['patterns']>>;
}

const named = ({ operation, actor, purpose }: AccessRecord) => ({
  operation: operation.name,
  actor: actor?.subject,
  purpose: purpose?.code,
});

const matches =
  ({ subject, reviewOnly = false, from = '', to = '9', ...names }: LogFilter) =>
  (one: AccessRecord): boolean =>
    Object.entries(names).every(([name, value]) => named(one)[name as keyof typeof names] === value) &&
    (subject === undefined || one.subjects.includes(subject)) &&
    (one.review || !reviewOnly) &&
    one.at >= from &&
    one.at < to;

/** The questions of a store, over a list of records. Notes what it was asked. */
export function storeInMemory(records: readonly AccessRecord[], { summary = [], patterns = [] }: Counted = {}) {
  const asked: unknown[] = [];
  const rows = records
    .map((one, at) => ({ one, entry: entryOf(one, { log: 'hub', seq: at + 1, prev: genesis }) }))
    .toSorted((a, b) => (a.one.at < b.one.at ? 1 : a.one.at > b.one.at ? -1 : b.entry.seq - a.entry.seq));
  const page = (keep: (one: AccessRecord) => boolean, { first, after }: Page): PageOf<FoundEntry> => {
    if (first > 100) throw new RangeError('too many');
    const kept = rows.filter(({ one }) => keep(one)).map(({ entry }) => ({ entry, cursor: `c${entry.seq}` }));
    const start = after === undefined ? 0 : kept.findIndex(({ cursor }) => cursor === after) + 1;
    if (after !== undefined && start === 0) throw new RangeError('not a cursor of this list');
    return { items: kept.slice(start, start + first), hasNextPage: kept.length > start + first };
  };
  const visibleFrom = ({ at, visibility }: AccessRecord) => (visibility.class === 'NOW' ? at : visibility.until);
  const store: LogQueries = {
    async find(filter, request) {
      asked.push({ ...filter, ...request });
      return page(matches(filter), request);
    },
    async bySubject(subject, { now: at, ...request }) {
      asked.push({ subject, ...request });
      const seen = (one: AccessRecord) => (visibleFrom(one) ?? '9') <= at.toISOString();
      return page((one) => one.subjects.includes(subject) && seen(one), request);
    },
    async summary(filter, keys) {
      asked.push({ filter, keys });
      return summary;
    },
    async patterns(options) {
      asked.push(options);
      return patterns;
    },
    integrity: async () => [
      {
        log: 'hub',
        size: records.length,
        checkpoint: {
          log: 'hub',
          size: records.length - 1,
          at: '2026-06-15T02:59:00.000Z',
          root: '0'.repeat(64),
          head: '0'.repeat(64),
          note: '',
        },
        since: 1,
      },
      { log: 'other', size: 0, checkpoint: null, since: 0 },
    ],
  };
  return { store, asked };
}

export const readerOver = (store: LogQueries): AccessLogReader =>
  createAccessLogReader({
    store,
    hash,
    standingOf: (log) => ({ verifiedUpTo: null, anchoring: log === 'hub' ? 'ANCHORED' : null }),
  });

/** The served subgraph over these records, asked in memory. */
export async function serveAccess(records: readonly AccessRecord[] | null, counted: Counted = {}) {
  const { store, asked } = storeInMemory(records ?? [], counted);
  const subgraph = await createAccessSubgraph(records ? readerOver(store) : null, () => now);
  const app = await serveSubgraph(subgraph, { identify: () => Promise.reject(new Error('not used')) });
  const call = inMemory(app, subgraph);
  return {
    asked,
    subgraph,
    ask: (caller: Caller, query: string, variables: Record<string, unknown> = {}) => call({ query, variables }, caller),
    close: () => app.close(),
  };
}
