import type { Purpose } from '../auth/purposes.js';
import { HubError } from '../core/errors.js';
import type { KeyedHash } from '../gateway/access-log/keyed-hash.js';
import { StoreFailure } from '../gateway/access-log/store/database.js';
import { maxPage, type FoundEntry, type Page, type PageOf } from '../gateway/access-log/store/queries/find.js';
import type { LogQueries } from '../gateway/access-log/store/queries/queries.js';
import type { AccessLogReader, LogFilter, LogPage, LogPageRequest, LogState, SummaryRow } from '../subgraphs/access/reader.js';
import { forAuditors, forThePerson, shown } from './access-log-records.js';

/** What the store cannot tell of a log, and whoever writes it may. */
export type LogStanding = Pick<LogState, 'verifiedUpTo' | 'anchoring'>;

export interface ReaderOptions {
  readonly store: LogQueries;
  /** The hash under which people stand in the log: their identifiers go no further than this. */
  readonly hash: Pick<KeyedHash, 'subject'>;
  readonly standingOf?: (log: string) => LogStanding;
}

const unknown: LogStanding = { verifiedUpTo: null, anchoring: null };

/** The access log, for the domain that tells of it. */
export function createAccessLogReader({ store, hash, standingOf = () => unknown }: ReaderOptions): AccessLogReader {
  return {
    find: (filter, page, keeps) => {
      const wanted = storeFilter(filter, hash);
      return told(
        collect(
          (next) => store.find(wanted, next),
          page,
          (found) => shown(found.entry, forAuditors),
          keeps,
        ),
      );
    },
    async summary(filter, keys) {
      const rows = await told(store.summary(filter, keys));
      return rows.map((row): SummaryRow => ({ ...row, purpose: (row.purpose ?? null) as Purpose | null }));
    },
    async patterns({ from, to, manySubjects }) {
      const found = await told(store.patterns({ from, to, subjectsPerDay: manySubjects }));
      return found.map(({ issuer, actor, ...rest }) => ({ ...rest, actor: { issuer, subject: actor } }));
    },
    async integrity() {
      const logs = await told(store.integrity());
      return logs.map(({ log, size, checkpoint, since }) => ({
        log,
        entries: size,
        checkpoint: checkpoint && { size: checkpoint.size, at: checkpoint.at },
        notSealed: since,
        ...standingOf(log),
      }));
    },
    ofPerson: (personalId, now, page) => {
      const subject = hash.subject(personalId);
      const ask = (next: Page) => store.bySubject(subject, { ...next, now });
      return told(collect(ask, page, (found) => shown(found.entry, forThePerson)));
    },
  };
}

const storeFilter = ({ personalId, ...filter }: LogFilter, hash: Pick<KeyedHash, 'subject'>) => ({
  ...filter,
  ...(personalId !== undefined && { subject: hash.subject(personalId) }),
});

/** Fills a page with what is kept. Where little is, the page ends short, and goes on behind what was looked through. */
async function collect<T>(
  ask: (page: Page) => Promise<PageOf<FoundEntry>>,
  request: LogPageRequest,
  show: (found: FoundEntry) => T | HubError,
  keeps: (value: T) => boolean = () => true,
): Promise<LogPage<T>> {
  const items: { cursor: string; value: T | HubError }[] = [];
  let [endCursor, hasNextPage]: [string | null, boolean] = [null, false];
  for await (const { found, more } of lookThrough(ask, request)) {
    [endCursor, hasNextPage] = [found.cursor, more];
    const value = show(found);
    if (value instanceof HubError || keeps(value)) items.push({ cursor: found.cursor, value });
    if (items.length === request.first) break;
  }
  return { items, endCursor, hasNextPage };
}

/** So many entries one question may look through for those that are kept. */
const most = 2_000;

/** Entries one after the other, and whether more follow. The first page is often enough: it is no longer than what was asked for. */
async function* lookThrough(ask: (page: Page) => Promise<PageOf<FoundEntry>>, request: LogPageRequest) {
  let next: Page = request;
  for (let looked = 0; looked < most;) {
    const { items, hasNextPage } = await ask(next);
    for (const [at, found] of items.entries()) yield { found, more: hasNextPage || at + 1 < items.length };
    if (!hasNextPage) return;
    looked += items.length;
    next = { first: maxPage, after: items.at(-1)!.cursor };
  }
}

/** The store’s failures as the hub’s. What it refuses of a question is the cursor: all else was checked before. */
async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new HubError('BAD_USER_INPUT', 'Argument "after": not a cursor of this list.', { argument: 'after', cause });
    if (cause instanceof StoreFailure) throw new HubError('SOURCE_UNAVAILABLE', undefined, { source: 'access-log', cause });
    throw cause;
  }
}
