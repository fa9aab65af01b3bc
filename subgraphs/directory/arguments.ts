import { z } from 'zod';
import { check, IsoDate } from '../../schema/check.js';
import type { Page } from '../../schema/connection.js';
import { pageOver } from '../../schema/paging.js';
import { wordsOf } from './search.js';

const Search = z.string().max(100).describe('a search has at most 100 characters');

/** An argument that need not be given: null when it is not. Empty text is given, and wrong. */
export const optional = <T>(argument: string, form: z.ZodType<T>, value: unknown): T | null =>
  value === null || value === undefined ? null : check(argument, form, value);

export const dayFrom = (argument: string, value: string | null | undefined, otherwise: string): string =>
  optional(argument, IsoDate, value) ?? otherwise;

export const searchWords = (search: string | null | undefined): readonly string[] =>
  wordsOf(check('search', Search, search ?? ''));

/** One page of rows that are all in memory. */
export const pageOfRows = <T>(rows: readonly T[], first: number, after: string | null | undefined): Promise<Page<T>> =>
  pageOver(
    [
      {
        id: 'directory',
        slice: (offset, limit) => Promise.resolve({ rows: rows.slice(offset, offset + limit), total: rows.length }),
      },
    ],
    { first, after },
  );
