import { z } from 'zod';
import type { SubgraphAnswer } from '../engine/engine.js';
import { sourcesIn } from './source-notes.js';

/** Errors that are told of one answer; as many as `maxPlaces` of a fetch that failed whole. The data beside them is kept. */
export const maxErrors = 200;

/** Objects and lists within each other in one answer: far more than a schema has, and few enough to walk through. */
export const maxDepth = 500;

const Errors = z.array(
  z.object({
    message: z.string().default(''),
    // A path that cannot be read costs the error its place, not the answer its data.
    path: z
      .array(z.union([z.string(), z.int().nonnegative()]))
      .max(maxDepth)
      .optional()
      .catch(undefined),
    extensions: z.record(z.string(), z.unknown()).optional().catch(undefined),
  }),
);

/**
 * `value` as the answer of a subgraph; null where it is none. No data without an error is none: nobody could tell it from "nothing found".
 * `ours`: what it says of its sources is believed.
 */
export function answerIn(value: unknown, ours: boolean): SubgraphAnswer | null {
  const answer = toldIn(value);
  const sources = answer && ours ? sourcesIn((value as { readonly extensions?: unknown }).extensions) : [];
  return answer && sources.length > 0 ? { ...answer, sources } : answer;
}

function toldIn(value: unknown): SubgraphAnswer | null {
  if (!isObject(value) || !isWithin(value, maxDepth)) return null;
  const { data, errors } = value;
  const read = errorsIn(errors ?? []);
  if (!read || !isObject(data ?? {})) return null;
  if (read.length > 0) return { data: (data ?? null) as Record<string, unknown> | null, errors: read };
  return isObject(data) ? { data } : null;
}

function errorsIn(errors: unknown): NonNullable<SubgraphAnswer['errors']> | null {
  if (!Array.isArray(errors)) return null;
  if (errors.length === 0) return [];
  const read = Errors.safeParse(errors.slice(0, maxErrors));
  return read.success ? (read.data as NonNullable<SubgraphAnswer['errors']>) : null;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether no more than `depth` objects and lists are within each other. */
function isWithin(value: object, depth: number): boolean {
  if (depth === 0) return false;
  if (Array.isArray(value)) return value.every((inner) => isShallow(inner, depth - 1));
  // Lists no keys, of which there may be many.
  for (const key in value) if (!isShallow((value as Record<string, unknown>)[key], depth - 1)) return false;
  return true;
}

const isShallow = (value: unknown, depth: number): boolean =>
  typeof value !== 'object' || value === null || isWithin(value, depth);
