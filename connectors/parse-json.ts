import type { z } from 'zod';
import { badData, shaped } from './shaped.js';

/** `text` as JSON of the given shape, or SOURCE_BAD_DATA naming the source. */
export function parseJson<T>(text: string, shape: z.ZodType<T>, source: string): T {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw badData(source, 'not JSON');
  }
  return shaped(raw, shape, source);
}
