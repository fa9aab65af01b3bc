import { HubError } from '../../core/errors.js';
import { currentScope, type RequestScope } from '../../core/request-scope.js';
import type { SourceConfig } from '../../core/sources.js';
import { createFlights, drawOn, type Landing, type Load } from './flights.js';
import type { FreshnessOf, Kind } from './kinds.js';
import type { EntryStore } from './store.js';
import { fresh, landed, summaryOf, type Asking, type Told } from './told.js';

/** What is read of a source: a kind of answer, and which one, in words that are equal for equal ones. They leave here hashed only. */
export interface Read {
  readonly kind: Kind;
  readonly key: string;
}

/**
 * Reads of one source: what is kept is shown while it is fresh, and, where the source cannot answer, for as long as its kind allows.
 * What is read is plain data, and the caller's own. "There is none" is an answer like others.
 */
export interface Reads {
  /** Whoever asks for the same at once, by the same rights where it is personal, waits for one `load`. */
  one<T>(read: Read, load: () => Promise<T>): Promise<T>;
  /** The same for several: `load` is given those keys that are not known, and answers in their order; an Error costs its own place only. */
  many<T>(kind: Kind, keys: readonly string[], load: Load<T>): Promise<(T | Error)[]>;
  /** What was read by that key, or all of the kind, or all, is no longer so. Never rejects: who cannot be told now is told later. */
  forget(kind?: Kind, key?: string): Promise<void>;
}

export interface ReadsOptions {
  readonly source: SourceConfig;
  readonly store: EntryStore;
  readonly freshness: FreshnessOf;
}

export function createReads({ source, store, freshness }: ReadsOptions): Reads {
  const flights = createFlights(store);

  async function tell(kind: Kind, keys: readonly string[], load: Load<unknown>, asking: Asking): Promise<readonly Told[]> {
    const { policy, scope } = asking;
    const shelf = { source: source.id, kind };
    const reader = policy.personal ? scope!.reader : '';
    const names = keys.map((key) => store.nameOf(shelf, key));
    const isKept = policy.freshSeconds + policy.staleSeconds > 0;
    const held = isKept ? await store.get(shelf, names, reader) : [];
    const known = keys.map((_, index) => fresh(held[index] ?? null, asking));
    const due = keys.flatMap((key, index) => (known[index] ? [] : [{ ...shelf, name: names[index]!, key, reader }]));
    const seats = flights.board(due, load, policy);
    return Promise.all(
      keys.map(async (key, index): Promise<Told> => {
        const seat = seats.get(key);
        if (!seat) return known[index]!;
        const landing = await inTime(seat.landing, scope, source.id);
        return landed(landing, { own: seat.own, held: held[index] ?? null }, asking);
      }),
    );
  }

  async function many<T>(kind: Kind, keys: readonly string[], load: Load<T>): Promise<(T | Error)[]> {
    const scope = currentScope();
    const policy = freshness[kind];
    if (keys.length === 0) return [];
    // Of people nothing is kept for nobody.
    if (policy.personal && !scope) return [...(await load(keys))];
    const begun = performance.now();
    const distinct = [...new Set(keys)];
    const told = await tell(kind, distinct, load, { source: source.id, policy, scope });
    const summary = summaryOf(told);
    scope?.sources.note(source, { ...summary, ms: performance.now() - begun });
    if (summary.fetchedAt !== null) drawOn(summary.fetchedAt);
    const values = new Map(distinct.map((key, index) => [key, resultOf(told[index]!) as T | Error]));
    return keys.map((key) => values.get(key)!);
  }

  return {
    many,
    async one<T>({ kind, key }: Read, load: () => Promise<T>): Promise<T> {
      const [value] = await many(kind, [key], async () => [await load()]);
      if (value instanceof Error) throw value;
      return value as T;
    },
    forget: (kind, key) => store.forget({ source: source.id, kind, key }).catch(() => undefined),
  };
}

const resultOf = (told: Told): unknown => ('error' in told ? asError(told.error) : told.value);
const asError = (error: unknown) => (error instanceof Error ? error : new Error('not an error', { cause: error }));

/** What landed, or that it came too late for who asks: others may wait longer. */
async function inTime(landing: Promise<Landing>, scope: RequestScope | undefined, source: string): Promise<Landing> {
  const { deadline } = scope ?? {};
  if (deadline === undefined) return landing;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Landing>((resolve) => {
    timer = setTimeout(() => resolve({ error: new HubError('SOURCE_TIMEOUT', undefined, { source }) }), deadline - Date.now());
  });
  return Promise.race([landing, late]).finally(() => clearTimeout(timer));
}
