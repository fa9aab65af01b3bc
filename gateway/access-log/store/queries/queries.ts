import type { Database } from '../database.js';
import { bySubject, find, type FoundEntry, type LogFilter, type Page, type PageOf } from './find.js';
import { integrity, type LogIntegrity } from './integrity.js';
import { patterns, type Pattern, type PatternOptions } from './patterns.js';
import { summary, type Summary, type SummaryFilter, type SummaryKey } from './summary.js';

/** What auditors and citizens ask of all logs together. */
export interface LogQueries {
  /** Newest first. Rejects a cursor it did not give, and more than 100 at a time, with a RangeError. */
  find(filter: LogFilter, page: Page): Promise<PageOf<FoundEntry>>;
  /** What the person behind a keyed hash may see of who read their data at `now`; newest first. */
  bySubject(subject: string, options: Page & { readonly now: Date }): Promise<PageOf<FoundEntry>>;
  /** Number of entries, of those that disclosed something personal, and of personal values, by each of `keys` together. */
  summary(filter: SummaryFilter, keys: readonly SummaryKey[]): Promise<readonly Summary[]>;
  patterns(options: PatternOptions): Promise<readonly Pattern[]>;
  /** Of each log: how far it goes, and how far it is signed for. */
  integrity(): Promise<readonly LogIntegrity[]>;
}

export const createQueries = (database: Pick<Database, 'read'>): LogQueries => ({
  find: (filter, page) => find(database, filter, page),
  bySubject: (subject, options) => bySubject(database, subject, options),
  summary: (filter, keys) => summary(database, filter, keys),
  patterns: (options) => patterns(database, options),
  integrity: () => integrity(database),
});
