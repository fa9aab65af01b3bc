import { HubError } from '../../core/errors.js';
import { currentScope } from '../../core/request-scope.js';
import type { SourceStatus } from '../../core/source-notes.js';
import type { SourceConfig } from '../../core/sources.js';
import { NotAsked } from '../guard/not-asked.js';

const failures: ReadonlySet<unknown> = new Set(['SOURCE_TIMEOUT', 'SOURCE_UNAVAILABLE', 'SOURCE_BAD_DATA']);

/** What an error says of its source: `OK` where the fault is not the source's. */
export function statusOf(error: unknown): Exclude<SourceStatus, 'STALE'> {
  if (!(error instanceof HubError) || !failures.has(error.code)) return 'OK';
  return error.originalError instanceof NotAsked ? 'SKIPPED' : 'FAILED';
}

/** Asks a source for what is not kept, and takes down for the request how it answered. */
export async function noted<T>(source: SourceConfig, ask: () => Promise<T>): Promise<T> {
  const notes = currentScope()?.sources;
  if (!notes) return ask();
  const begun = performance.now();
  const note = (status: SourceStatus, fetchedAt: number | null) =>
    notes.note(source, { status, fetchedAt, ms: performance.now() - begun });
  try {
    const answer = await ask();
    note('OK', Date.now());
    return answer;
  } catch (error) {
    note(statusOf(error), null);
    throw error;
  }
}
