import { z } from 'zod';
import { HubError } from '../core/errors.js';
import { First, check } from './check.js';
import type { Page } from './connection.js';

/** What one source gives of its sorted list. */
export interface Slice<T> {
  readonly rows: readonly T[];
  /** Rows in all; null where the source cannot say. */
  readonly total: number | null;
}

export interface PagedSource<T> {
  readonly id: string;
  /** Rows `offset … offset + limit - 1` of this source's list, in its fixed order. */
  readonly slice: (offset: number, limit: number) => Promise<Slice<T>>;
}

export interface PageRequest {
  readonly first: number;
  readonly after: string | null | undefined;
}

const Offsets = z.record(z.string().max(60), z.number().int().min(0).max(10_000_000));

/**
 * One page over the lists of several sources, merged by `compare`. The cursor holds how far each source was read, so pages neither
 * repeat nor skip. A failed source is an Error item at the head of the page, and `totalCount` is then null.
 */
export async function pageOver<T>(
  sources: readonly PagedSource<T>[],
  request: PageRequest,
  compare: (a: T, b: T) => number = () => 0,
): Promise<Page<T>> {
  const first = check('first', First, request.first);
  const offsets = decodeCursor(request.after);
  const slices = await Promise.allSettled(sources.map(({ id, slice }) => slice(offsets[id] ?? 0, first)));

  const failures: Error[] = [];
  const rows: { id: string; index: number; row: T }[] = [];
  let total: number | null = 0;
  slices.forEach((outcome, at) => {
    const { id } = sources[at]!;
    if (outcome.status === 'rejected') {
      failures.push(outcome.reason instanceof Error ? outcome.reason : new HubError('INTERNAL'));
      total = null;
      return;
    }
    total = total === null || outcome.value.total === null ? null : total + outcome.value.total;
    outcome.value.rows.forEach((row, index) => rows.push({ id, index, row }));
  });
  // Within one source its own order is kept: the cursor counts rows from its start.
  rows.sort((a, b) => (a.id === b.id ? a.index - b.index : compare(a.row, b.row)));

  const reached = { ...offsets };
  const edges: { cursor: string; node: T | Error }[] = failures.map((node) => ({ cursor: encodeCursor(reached), node }));
  for (const { id, row } of rows.slice(0, first)) {
    reached[id] = (reached[id] ?? 0) + 1;
    edges.push({ cursor: encodeCursor(reached), node: row });
  }
  const more =
    rows.length > first ||
    slices.some((outcome, at) => outcome.status === 'fulfilled' && hasMore(outcome.value, offsets[sources[at]!.id] ?? 0, first));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: { hasNextPage: more, endCursor: edges.at(-1)?.cursor ?? null },
    totalCount: total,
  };
}

// An empty page is the end whatever the source says of its total: a client must never be sent round in circles.
const hasMore = ({ rows, total }: Slice<unknown>, offset: number, limit: number) =>
  rows.length > 0 && (total === null ? rows.length === limit : offset + rows.length < total);

const encodeCursor = (offsets: Record<string, number>) => Buffer.from(JSON.stringify(offsets)).toString('base64url');

function decodeCursor(cursor: string | null | undefined): Record<string, number> {
  if (cursor === null || cursor === undefined) return {};
  try {
    if (cursor.length > 2_000) throw new Error('too long');
    return Offsets.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new HubError('BAD_USER_INPUT', 'Argument "after": not a cursor of this list.', { argument: 'after' });
  }
}
