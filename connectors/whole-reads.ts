import type { SourceConfig } from '../core/sources.js';
import type { Kind } from './freshness/kinds.js';
import type { Read } from './freshness/reads.js';
import { runtimeOf } from './runtime.js';

type Load<T> = (missing: readonly string[]) => Promise<readonly (T | Error)[]>;

/** What is read of one source, and kept by its kind. An answer with an Error among its rows is told to who waits for it, and kept for nobody. */
export interface WholeReads {
  one<T>(read: Read, load: () => Promise<T>): Promise<T>;
  /** `load` is given those keys that are not known, and answers in their order; an Error costs its own place only. */
  many<T>(kind: Kind, keys: readonly string[], load: Load<T>): Promise<(T | Error)[]>;
  /** What was read by that key, or all of the kind, is no longer so. */
  forget(kind: Kind, key?: string): Promise<void>;
}

/** Reads of `source`, whose rows are each read by themselves. */
export function wholeReadsOf(source: SourceConfig): WholeReads {
  const { reads } = runtimeOf(source);

  async function many<T>(kind: Kind, keys: readonly string[], load: Load<T>): Promise<(T | Error)[]> {
    const told = await reads.many<T>(kind, keys, async (missing) => (await load(missing)).map(inPartOr));
    return told.map((each) => (each instanceof InPart ? (each.answer as T) : each));
  }

  return {
    many,
    async one<T>({ kind, key }: Read, load: () => Promise<T>): Promise<T> {
      const [answer] = await many(kind, [key], async () => [await load()]);
      if (answer instanceof Error) throw answer;
      return answer as T;
    },
    forget: (kind, key) => reads.forget(kind, key),
  };
}

/** An answer some rows of which could not be read: what is kept must not repeat a fault that may be gone. */
class InPart extends Error {
  constructor(readonly answer: unknown) {
    super('read in part');
  }
}

const inPartOr = <T>(answer: T): T | InPart => (rowsOf(answer).some((row) => row instanceof Error) ? new InPart(answer) : answer);

function rowsOf(answer: unknown): readonly unknown[] {
  if (Array.isArray(answer)) return answer;
  const rows = typeof answer === 'object' && answer !== null && 'rows' in answer ? answer.rows : null;
  return Array.isArray(rows) ? rows : [];
}
