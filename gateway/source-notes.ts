import { graver, type SourceNote } from '../core/source-notes.js';
import type { CallNote, SubgraphAnswer } from './engine/engine.js';
import type { Answer } from './writing/written.js';

/** How a call went. Of a subgraph that gave no answer nobody knows which sources it would have asked: it stands for them itself. */
export function callNote(name: string, { data, sources, unanswered }: SubgraphAnswer, ms: number): CallNote {
  const status = data ? 'OK' : 'FAILED';
  if (unanswered) return { name, status, ms, sources: [{ ...lost, source: name, ms }] };
  return sources ? { name, status, ms, sources } : { name, status, ms };
}

const lost = { system: 'subgraph', jurisdiction: null, status: 'FAILED', ageSeconds: null } as const;

/** An answer, or a part of one, with what the sources behind these calls did, where any was asked. */
export function withSources<T extends Pick<Answer, 'extensions'>>(answer: T, calls: readonly CallNote[]): T {
  const sources = sourcesBehind(calls);
  return sources.length > 0 ? { ...answer, extensions: { ...answer.extensions, sources } } : answer;
}

/** What the sources behind several calls did, each told of once: the gravest outcome, the greatest age, the longest wait. */
export function sourcesBehind(calls: readonly CallNote[]): SourceNote[] {
  const known = new Map<string, SourceNote>();
  for (const { sources = [] } of calls)
    for (const note of sources) {
      // A subgraph may go by the id of a source.
      const name = `${note.source} ${note.system}`;
      const other = known.get(name);
      known.set(name, other ? both(other, note) : note);
    }
  return [...known.values()].toSorted((one, other) => compare(one.source, other.source) || compare(one.system, other.system));
}

const both = (one: SourceNote, other: SourceNote): SourceNote => ({
  ...one,
  status: graver(one.status, other.status),
  ageSeconds:
    one.ageSeconds === null || other.ageSeconds === null
      ? (one.ageSeconds ?? other.ageSeconds)
      : Math.max(one.ageSeconds, other.ageSeconds),
  ms: Math.max(one.ms, other.ms),
});

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
