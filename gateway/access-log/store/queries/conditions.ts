import type { Param } from '../database.js';

/** Conditions of one statement and their parameters, numbered as they come. */
export interface Conditions {
  /** Adds a condition; each `?` in it stands for the next of `values`. */
  add(condition: string, ...values: readonly Param[]): void;
  /** The number of a parameter that stands elsewhere in the statement. */
  param(value: Param): string;
  where(): string;
  readonly params: readonly Param[];
}

export function conditions(): Conditions {
  const all: string[] = [];
  const params: Param[] = [];
  const param = (value: Param) => `$${params.push(value)}`;
  return {
    params,
    param,
    add(condition, ...values) {
      let next = 0;
      all.push(condition.replaceAll('?', () => param(values[next++]!)));
    },
    where: () => (all.length === 0 ? '' : `where ${all.join(' and ')}`),
  };
}

export interface Period {
  /** RFC 3339, the first moment. */
  readonly from?: string | undefined;
  /** RFC 3339, the first moment after. */
  readonly to?: string | undefined;
}

/** A period of the entries called `table`. A month may hold entries of earlier times, never of later ones: so old months are left out. */
export function addPeriod(to: Conditions, table: string, period: Period): void {
  if (period.from !== undefined) {
    to.add(`${table}.at >= ?::timestamptz`, period.from);
    to.add(`${table}.month >= date_trunc('month', ?::timestamptz at time zone 'UTC')::date`, period.from);
  }
  if (period.to !== undefined) to.add(`${table}.at < ?::timestamptz`, period.to);
}
