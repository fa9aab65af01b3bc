import { z } from 'zod';
import type { SourceNote } from '../../core/source-notes.js';

/** Sources that one answer of a subgraph may tell of. */
export const maxSources = 100;

const Name = z.string().min(1).max(100);
const Count = z.int().nonnegative();

const Note = z.object({
  source: Name,
  system: Name,
  jurisdiction: Name.nullable(),
  status: z.enum(['OK', 'STALE', 'FAILED', 'SKIPPED']),
  ageSeconds: Count.nullable(),
  ms: Count,
});

/** What a subgraph says of its sources in the extensions of an answer; what cannot be read of it is passed over. */
export function sourcesIn(extensions: unknown): readonly SourceNote[] {
  const told = (extensions as { readonly sources?: unknown } | null | undefined)?.sources;
  if (!Array.isArray(told)) return [];
  return told.slice(0, maxSources).flatMap((value) => {
    const note = Note.safeParse(value);
    return note.success ? [note.data] : [];
  });
}
