import { z } from 'zod';
import { allParcelColumns } from './parcel.connector.js';
import { statisticsColumns } from './land-statistics.connector.js';
import { zoneColumns } from './planning-zone.connector.js';

const known: ReadonlySet<string> = new Set([...allParcelColumns, ...zoneColumns, ...statisticsColumns]);

/** Our name of a column → the source's, of the columns that it names otherwise: databases like to write all of them small. */
export const ColumnsOption = z
  .record(z.string(), z.string().regex(/^[\p{L}_][\p{L}\p{N}_.-]*$/u))
  .refine((names) => Object.keys(names).every((name) => known.has(name)), 'not a column that is asked for')
  .default({});

export interface ColumnNames {
  /** The source's name of a column. */
  readonly of: (name: string) => string;
  /** `shape`, of a row whose columns have the source's names. */
  readonly rows: <R>(shape: z.ZodType<R>) => z.ZodType<R>;
}

export function columnNames(names: Readonly<Record<string, string>>): ColumnNames {
  const theirs = new Map(Object.entries(names));
  const ours = new Map([...theirs].map(([name, their]) => [their, name]));
  const renamed = (row: unknown) =>
    Object.fromEntries(Object.entries(row as object).map(([name, value]) => [ours.get(name) ?? name, value]));
  return {
    of: (name) => theirs.get(name) ?? name,
    rows: (shape) => (ours.size === 0 ? shape : z.preprocess(renamed, shape)),
  };
}
