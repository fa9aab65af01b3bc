import { z } from 'zod';
import { check, IsoDate } from '../../schema/check.js';
import type { Page } from '../../schema/connection.js';
import { pageOver } from '../../schema/paging.js';
import { wordsOf } from './fold.js';

const Search = z.string().max(100).describe('a search has at most 100 characters');

export const dayFrom = (argument: string, value: string | null | undefined, otherwise: string): string =>
  value === null || value === undefined ? otherwise : check(argument, IsoDate, value);

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
