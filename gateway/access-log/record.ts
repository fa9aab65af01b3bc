import type { Category } from '../../auth/personal-data.js';
import type { Purpose } from '../../auth/purposes.js';

/** How a question ended, in the order in which they are looked for. */
export const outcomes = {
  aborted: 'The client was gone before the answer.',
  unavailable: 'The hub could not answer: no log, no keys, shutting down.',
  'timed-out': 'The question took longer than it may.',
  limited: 'Too large, or too many.',
  invalid: 'No question the hub could read.',
  denied: 'Refused: no token, no right, no purpose, or every field denied.',
  failed: 'Something went wrong, and no data was answered.',
  partial: 'Answered in part: some field was denied, or its source failed.',
  granted: 'Answered whole.',
} as const;
export type Outcome = keyof typeof outcomes;

export interface RecordedActor {
  readonly issuer: string;
  readonly subject: string;
  readonly client: string;
  readonly tokenId: string;
  readonly roles: readonly string[];
  readonly jurisdictions: readonly string[] | '*';
  readonly agency: string | null;
}

export interface RecordedPurpose {
  readonly code: Purpose;
  readonly case: string | null;
  readonly reason: string | null;
  readonly legalBasis: string;
}

/** When the people concerned may read that their data was read: at once, from a day on, or not while an order stands. */
export interface Visibility {
  readonly class: 'NOW' | 'DELAYED' | 'WITHHELD';
  /** RFC 3339; null without a day. */
  readonly until: string | null;
}

/**
 * One answer of the endpoint: who asked what, why, and what of whom was answered. Holds no value of anybody's data: people and variables
 * stand in it as keyed hashes. Plain JSON, so that its canonical form (RFC 8785) is the same everywhere; times are RFC 3339 in UTC.
 */
export interface AccessRecord {
  readonly v: 1;
  readonly at: string;
  /** Id of the request, given by the hub. */
  readonly request: string;
  /** Id that the calling hub gave its own request; null for a client that is no hub. */
  readonly correlation: string | null;
  /** Null where nobody was signed in. */
  readonly actor: RecordedActor | null;
  /** From where, by class of address only. */
  readonly address: 'loopback' | 'private' | 'public' | 'unknown';
  /** Null where none was needed, or none was stated. */
  readonly purpose: RecordedPurpose | null;
  readonly operation: {
    readonly name: string | null;
    readonly type: 'query' | 'mutation' | 'subscription' | null;
    /** SHA-256 of the document's text; null where there was none. */
    readonly hash: string | null;
  };
  /** Keyed hashes of the variables' values, by name. */
  readonly variables: Readonly<Record<string, string>>;
  /** Schema coordinates with a value in the answer, sorted. */
  readonly fields: readonly string[];
  /** Those of them that hold personal data, and whether the caller saw the value or a mask. */
  readonly personal: Readonly<Record<string, 'CLEAR' | 'MASKED'>>;
  /** Kinds of personal data among them, sorted. */
  readonly categories: readonly Category[];
  /** Keyed hashes of the people whose personal data was answered, sorted, each once: all of them, never some. */
  readonly subjects: readonly string[];
  readonly counts: {
    /** Personal values answered. */
    readonly values: number;
    /** Those that belong to nobody the hub can name: an officer's name, an applicant without identifier. */
    readonly unattributed: number;
    readonly errors: number;
  };
  readonly sources: readonly { readonly name: string; readonly status: 'OK' | 'FAILED'; readonly ms: number }[];
  /** Coordinates whose rule refused a field; empty where none did. */
  readonly denied: readonly string[];
  /** Code of the refusal of a whole request; null where it was not refused whole. */
  readonly refusal: string | null;
  readonly outcome: Outcome;
  readonly http: number;
  readonly visibility: Visibility;
  /** Marked for review by a person: an emergency access. */
  readonly review: boolean;
}

/** A record in its place in one log. `text` is its canonical JSON, with `log`, `seq` and `prev` (hash of the text before it) among its members. */
export interface Entry {
  readonly log: string;
  /** 1 for the first of the log, then one more each. */
  readonly seq: number;
  readonly text: string;
  /** SHA-256 of `text`, hex. */
  readonly hash: string;
}
