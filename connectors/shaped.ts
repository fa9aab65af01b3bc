import type { z } from 'zod';
import { HubError, Reason } from '../core/errors.js';

/** `raw` as `shape` reads it, or SOURCE_BAD_DATA. The reason names places only: zod's messages may quote what the source sent. */
export function shaped<T>(raw: unknown, shape: z.ZodType<T>, source: string): T {
  const read = shapedOrError(raw, shape, source);
  if (read instanceof HubError) throw read;
  return read;
}

/** Rows of a list, each read by itself: one that is not of `shape` is an Error in its place, and costs its neighbours nothing. */
export const shapedRows = <T>(rows: readonly unknown[], shape: z.ZodType<T>, source: string): (T | HubError)[] =>
  rows.map((row) => shapedOrError(row, shape, source));

function shapedOrError<T>(raw: unknown, shape: z.ZodType<T>, source: string): T | HubError {
  const parsed = shape.safeParse(raw);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.slice(0, 5).map((issue) => issue.path.join('.'));
  return badData(source, `unexpected shape at ${paths.join(', ')}`);
}

/** What a source said that cannot be so: `reason` is for the log, in our own words. */
export const badData = (source: string, reason: string): HubError =>
  new HubError('SOURCE_BAD_DATA', undefined, { source, cause: new Reason(reason) });
