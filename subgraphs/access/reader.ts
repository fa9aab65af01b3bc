import type { Category } from '../../auth/personal-data.js';
import type { Purpose } from '../../auth/purposes.js';
import type { HubError } from '../../core/errors.js';

/** How a question ended. */
export const outcomeNames = [
  'GRANTED',
  'PARTIAL',
  'DENIED',
  'INVALID',
  'LIMITED',
  'TIMED_OUT',
  'FAILED',
  'UNAVAILABLE',
  'ABORTED',
] as const;
export type OutcomeName = (typeof outcomeNames)[number];

/** Who asked, as their issuer names them. */
export interface LoggedAccount {
  readonly issuer: string;
  readonly subject: string;
}

export interface LoggedActor extends LoggedAccount {
  readonly client: string;
  readonly roles: readonly string[];
  readonly jurisdictions: readonly string[] | '*';
  readonly agency: string | null;
}

/** One record of the log, as an auditor may read it: whom it tells of stands in it as a number only. */
export interface LoggedAccess {
  readonly at: string;
  readonly request: string;
  /** Null where nobody was signed in. */
  readonly actor: LoggedActor | null;
  readonly purpose: {
    readonly code: Purpose;
    readonly caseReference: string | null;
    readonly reason: string | null;
    readonly legalBasis: string;
  } | null;
  readonly operation: string | null;
  readonly documentHash: string | null;
  readonly fields: readonly string[];
  readonly personal: readonly { readonly coordinate: string; readonly state: 'CLEAR' | 'MASKED' }[];
  readonly subjectCount: number;
  readonly outcome: OutcomeName;
  readonly status: number;
  readonly sources: readonly { readonly name: string; readonly status: 'OK' | 'FAILED'; readonly ms: number }[];
  readonly denied: readonly string[];
  readonly refusal: string | null;
  readonly review: boolean;
}

/** One record of the log, as a person may read it whose data was in the answer: nothing of who asked but the institution, nothing of others. */
export interface LoggedAccessOfPerson {
  readonly at: string;
  readonly agency: string | null;
  readonly jurisdictions: readonly string[] | '*';
  readonly purpose: Purpose | null;
  readonly categories: readonly Category[];
  readonly masked: boolean;
  readonly emergency: boolean;
}

/** An instant and the first one after, RFC 3339. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

export interface LogFilter extends Partial<Span> {
  readonly operation?: string;
  /** The account's subject. */
  readonly actor?: string;
  readonly purpose?: Purpose;
  /** The personal identifier of whom the records must tell. */
  readonly personalId?: string;
  readonly reviewOnly?: boolean;
}

export interface LogPageRequest {
  readonly first: number;
  readonly after?: string;
}

export interface LogPage<T> {
  /** A record that cannot be read stands in it as an error. */
  readonly items: readonly { readonly cursor: string; readonly value: T | HubError }[];
  readonly hasNextPage: boolean;
  /** Where to go on from: behind the last item, or further on where what followed was looked through and left out. */
  readonly endCursor: string | null;
}

export type SummaryKey = 'actor' | 'purpose' | 'domain' | 'day';

/** The keys that were not asked for are left out. */
export interface SummaryRow {
  readonly actor?: LoggedAccount | null;
  readonly purpose?: Purpose | null;
  readonly domain?: string | null;
  readonly day?: string;
  readonly entries: number;
  /** Those of them that answered something personal. */
  readonly disclosing: number;
  /** Personal values answered. */
  readonly values: number;
}

export interface FoundPattern {
  readonly kind: 'OFF_HOURS' | 'MANY_SUBJECTS' | 'BREAK_GLASS';
  readonly actor: LoggedAccount;
  readonly day: string;
  readonly entries: number;
  /** Null where people were not counted. */
  readonly subjects: number | null;
}

export interface LogState {
  readonly log: string;
  readonly entries: number;
  /** The newest that is signed; null where none is. */
  readonly checkpoint: { readonly size: number; readonly at: string } | null;
  readonly notSealed: number;
  /** Number of the last entry that was verified; null where nobody can tell. */
  readonly verifiedUpTo: number | null;
  /** Null where nobody can tell. */
  readonly anchoring: 'ANCHORED' | 'GRACE' | 'STOPPED' | null;
}

/** The access log as this domain reads it. Rejects with HubErrors only: BAD_USER_INPUT for a cursor it did not give. */
export interface AccessLogReader {
  /** Newest first, over all logs; only what `keeps` keeps. */
  find(filter: LogFilter, page: LogPageRequest, keeps: (record: LoggedAccess) => boolean): Promise<LogPage<LoggedAccess>>;
  summary(filter: Span & Pick<LogFilter, 'actor' | 'purpose'>, keys: readonly SummaryKey[]): Promise<readonly SummaryRow[]>;
  /** `manySubjects`: from how many people in one day on an account is named. */
  patterns(span: Span & { readonly manySubjects: number }): Promise<readonly FoundPattern[]>;
  integrity(): Promise<readonly LogState[]>;
  /** What the person may see at `now` of who read their data, newest first. */
  ofPerson(personalId: string, now: Date, page: LogPageRequest): Promise<LogPage<LoggedAccessOfPerson>>;
}
