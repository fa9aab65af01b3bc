import type { Page } from '../../schema/connection.js';
import { z } from 'zod';
import { check, First } from '../../schema/check.js';
import type { LogPage, LogPageRequest } from './reader.js';

/** A page of the log as a connection. How many there are in all, the log does not count. */
export function pageOf<From, To>({ items, hasNextPage, endCursor }: LogPage<From>, map: (value: From) => To): Page<To> {
  const edges = items.map(({ cursor, value }) => ({ cursor, node: value instanceof Error ? value : map(value) }));
  return { edges, nodes: edges.map(({ node }) => node), pageInfo: { hasNextPage, endCursor }, totalCount: null };
}

/** As the reader takes it: what is null is left out. */
export const requestOf = (first: number, after: string | null | undefined): LogPageRequest => ({
  first: check('first', First, first),
  ...(typeof after === 'string' && { after: check('after', Cursor, after) }),
});

const Cursor = z
  .string()
  .max(500)
  .regex(/^[\w-]+$/)
  .describe('not a cursor of this list');
