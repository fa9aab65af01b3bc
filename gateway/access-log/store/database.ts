import { Reason } from '../../../core/errors.js';

export type Row = Readonly<Record<string, unknown>>;
export type Param = string | number | boolean | null;

/** A database as the store needs it: PGlite in a folder, or PostgreSQL. The SQL is the same. */
export interface Database {
  /** One statement, one transaction, on the one connection that holds logs. */
  write(text: string, params?: readonly Param[]): Promise<readonly Row[]>;
  /** One statement that changes nothing. Gives way to writes. */
  read(text: string, params?: readonly Param[]): Promise<readonly Row[]>;
  /** Several statements in one transaction: a migration. */
  script(text: string): Promise<void>;
  /** Keeps every other writer from `log` for as long as the connection lives; rejects where another has it. */
  hold(log: string): Promise<void>;
  release(log: string): Promise<void>;
  /** Whether this connection still holds `log`. */
  holds(log: string): boolean;
  close(): Promise<void>;
}

/** What went wrong in the store, in our own words: a database's message may quote values. */
export class StoreFailure extends Reason {
  /** SQLSTATE, or the system's code; undefined where there is none. */
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(code === undefined ? message : `${message} (${code})`);
    this.name = 'StoreFailure';
    this.code = code;
  }
}

/** SQLSTATE that the log's own functions raise: the log does not stand where its writer thinks. */
export const staleHead = 'AL001';
/** SQLSTATE that the log's own functions raise: a month that may not leave yet. */
export const mustStay = 'AL002';

export const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** A failure in our own words. What our own functions raise says no more than the name of a log, a month and a table. */
export function failureOf(error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error;
  const code = codeOf(error);
  const own = code === staleHead || code === mustStay;
  return new StoreFailure(own && error instanceof Error ? error.message : 'The store failed.', code);
}
