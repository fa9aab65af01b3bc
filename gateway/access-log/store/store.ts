import type { Checkpoint } from '../evidence/checkpoint.js';
import type { Frontier } from '../evidence/merkle.js';
import type { Entry } from '../record.js';
import type { LogQueries } from './queries/queries.js';

/** Where a log stands: its last entry, and the tree over all of them. */
export interface Head {
  /** 0 before the first entry. */
  readonly seq: number;
  readonly hash: string;
  readonly tree: Frontier;
  /** First day of the month whose part of the store takes the newest entries; null before the first. */
  readonly month: string | null;
  /** Whether that month still takes entries: not, once it is sealed. */
  readonly open: boolean;
}

/** What the store is asked by: beside each entry, taken from its record. */
export interface IndexRow {
  readonly at: string;
  readonly issuer: string | null;
  readonly actor: string | null;
  readonly client: string | null;
  readonly purpose: string | null;
  readonly operation: string | null;
  readonly outcome: string;
  readonly review: boolean;
  /** Personal values answered. */
  readonly disclosed: number;
  readonly domains: readonly string[];
  readonly subjects: readonly string[];
  /** From when on the people concerned may see it; null while an order stands. */
  readonly visibleFrom: string | null;
}

/** Entries that follow one another, all of one month. */
export interface Batch {
  readonly entries: readonly Entry[];
  /** One for each entry. */
  readonly index: readonly IndexRow[];
  /** The tree with these entries. */
  readonly tree: Frontier;
}

/** One month of one log, which leaves as a whole and stays provable: its tree before and after. */
export interface Segment {
  readonly log: string;
  readonly month: string;
  readonly firstSeq: number;
  /** Hash of the entry before the first. */
  readonly prev: string;
  readonly before: Frontier;
  /** Null as long as the month takes entries. */
  readonly sealed: {
    readonly lastSeq: number;
    readonly lastHash: string;
    readonly after: Frontier;
    readonly root: string;
  } | null;
  /** Whether its entries have left. */
  readonly pruned: boolean;
}

export interface SeqRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** What whoever verifies a log reads. Nothing here changes anything. */
export interface AccessLogReader {
  logs(): Promise<readonly string[]>;
  /** In order; entries of pruned months are not there. */
  entries(log: string, range?: SeqRange): AsyncIterable<Entry>;
  /** In the order in which they were signed. */
  checkpoints(log: string): AsyncIterable<Checkpoint>;
  segments(log: string): Promise<readonly Segment[]>;
  close(): Promise<void>;
}

export interface AccessStore extends AccessLogReader, LogQueries {
  /** Takes a log, made if it is new. Rejects as long as another living writer holds it, and where the store cannot be reached. */
  open(log: string): Promise<Head>;
  /** One transaction, durable when it resolves. Rejects without a trace where the log does not stand at `head`. */
  append(log: string, head: Head, batch: Batch): Promise<Head>;
  addCheckpoint(checkpoint: Checkpoint): Promise<void>;
  /** Gives the log free for another writer. */
  release(log: string): Promise<void>;
  /** Drops the months older than the retention that every log has sealed and signed for; says which went, and which must stay and why. */
  prune(options: { readonly now: Date; readonly keepMonths?: number }): Promise<Pruned>;
}

export interface Pruned {
  readonly dropped: readonly string[];
  readonly kept: readonly { readonly month: string; readonly reason: string }[];
}
