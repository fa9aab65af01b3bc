import { createHash } from 'node:crypto';
import { HubError } from '../../core/errors.js';
import { currentScope, outOfScope, type RequestScope } from '../../core/request-scope.js';
import { graver, type SourceStatus } from '../../core/source-notes.js';
import type { SourceConfig } from '../../core/sources.js';
import { statusOf } from './noted.js';
import type { FreshnessOf, Kind } from './kinds.js';
import type { Entity, Entry, EntryStore } from './store.js';

/** What is read of a source: a kind of answer, and which one, in words that are equal for equal ones. They leave here hashed only. */
export interface Read {
  readonly kind: Kind;
  readonly key: string;
}

/** Reads of one source: what is kept is shown while it is fresh, and, where the source cannot answer, for as long as its kind allows. */
export interface Reads {
  /** Whoever asks for the same at once, by the same rights where it is personal, waits for one `load`. */
  one<T>(read: Read, load: () => Promise<T>): Promise<T>;
  /** The same for several: `load` is given those keys that are not known, and answers in their order; an Error costs its own place only. */
  many<T>(
    kind: Kind,
    keys: readonly string[],
    load: (missing: readonly string[]) => Promise<readonly (T | Error)[]>,
  ): Promise<(T | Error)[]>;
  /** Forgets one, or all of a kind, after it has changed: what is on its way is not kept either, nor shown to who asks from now on. */
  forget(kind: Kind, key?: string): Promise<void>;
}

export interface ReadsOptions {
  readonly source: SourceConfig;
  readonly store: EntryStore;
  readonly freshness: FreshnessOf;
}

interface Asked extends Entity {
  readonly reader: string;
}

/** An answer, or what kept it away. */
type Outcome = { readonly entry: Entry } | { readonly error: unknown };

export function createReads(options: ReadsOptions): Reads {
  const { source, freshness, store } = options;
  const flights = new Map<string, Promise<Outcome>>();

  function begin(asked: readonly Asked[], keys: readonly string[], load: Load<unknown>): void {
    // For no one in particular: others may come to wait for it, and outlast who asked first.
    const loading = outOfScope(async () => load(keys));
    asked.forEach((entity, index) => {
      const name = nameOf(entity);
      const flight = loading.then(
        (values) => outcomeOf(values[index]),
        (error: unknown) => ({ error }),
      );
      flights.set(name, flight);
      void flight.then((outcome) => {
        if (flights.get(name) !== flight) return;
        flights.delete(name);
        const { freshSeconds, staleSeconds } = freshness[entity.kind];
        if ('entry' in outcome) store.set(entity, entity.reader, outcome.entry, (freshSeconds + staleSeconds) * 1000);
      });
    });
  }

  async function read(kind: Kind, keys: readonly string[], load: Load<unknown>, scope: RequestScope | undefined) {
    const { personal, freshSeconds } = freshness[kind];
    const reader = personal ? scope!.reader : '';
    const asked = keys.map((key) => ({ source: source.id, kind, key: hashOf(key), reader }));
    const held = await store.get(asked, reader);
    const freshSince = Date.now() - Math.min(freshSeconds, scope?.maxAgeSeconds ?? Infinity) * 1000;
    const due = asked.flatMap((_, index) => (isSince(held[index], freshSince) ? [] : [index]));
    const unasked = due.filter((index) => !flights.has(nameOf(asked[index]!)));
    if (unasked.length > 0)
      begin(
        unasked.map((index) => asked[index]!),
        unasked.map((index) => keys[index]!),
        load,
      );
    const coming = new Map(due.map((index) => [index, flights.get(nameOf(asked[index]!))!]));
    return Promise.all(
      asked.map(async (_, index): Promise<Told> => {
        const flight = coming.get(index);
        if (!flight) return { status: 'OK', entry: held[index]! };
        return instead(await inTime(flight, scope?.deadline, source.id), held[index] ?? null, freshness[kind], {
          scope,
          source: source.id,
        });
      }),
    );
  }

  async function many<T>(kind: Kind, keys: readonly string[], load: Load<T>): Promise<(T | Error)[]> {
    const scope = currentScope();
    // Of people nothing is kept for nobody.
    if (freshness[kind].personal && !scope) return [...(await load(keys))];
    const begun = performance.now();
    const told = await read(kind, keys, load, scope);
    scope?.sources.note(source, { ...summaryOf(told), ms: performance.now() - begun });
    return told.map((each) => ('entry' in each ? (each.entry.value as T) : asError(each.error)));
  }

  return {
    many,
    async forget(kind, key) {
      const hashed = key === undefined ? {} : { key: hashOf(key) };
      const start = key === undefined ? `${kind} ` : `${kind} ${hashed.key} `;
      for (const name of flights.keys()) if (name.startsWith(start)) flights.delete(name);
      await store.forget({ source: source.id, kind, ...hashed });
    },
    async one<T>({ kind, key }: Read, load: () => Promise<T>): Promise<T> {
      const [value] = await many(kind, [key], async () => [await load()]);
      if (value instanceof Error) throw value;
      return value as T;
    },
  };
}

type Load<T> = (missing: readonly string[]) => Promise<readonly (T | Error)[]>;

/** What one who asked is told. */
type Told =
  | { readonly status: 'OK' | 'STALE'; readonly entry: Entry }
  | { readonly status: 'FAILED' | 'SKIPPED' | 'OK'; readonly error: unknown };

const nameOf = ({ kind, key, reader }: Asked) => `${kind} ${key} ${reader}`;
const hashOf = (key: string) => createHash('sha256').update(key).digest('base64url');
const isSince = (entry: Entry | null | undefined, since: number) =>
  entry !== null && entry !== undefined && entry.fetchedAt > since;
const asError = (error: unknown) => (error instanceof Error ? error : new Error('not an error', { cause: error }));

const outcomeOf = (value: unknown): Outcome =>
  value instanceof Error ? { error: value } : { entry: { value, fetchedAt: Date.now() } };

/** What is told where a source did not answer: what is kept, if it may still be shown, and never without saying so. */
function instead(
  outcome: Outcome,
  held: Entry | null,
  { freshSeconds, staleSeconds, personal }: FreshnessOf[Kind],
  { scope, source }: { readonly scope: RequestScope | undefined; readonly source: string },
): Told {
  if ('entry' in outcome) return { status: 'OK', entry: outcome.entry };
  const { error } = outcome;
  const status = statusOf(error);
  if (status === 'OK') return { status, error };
  const now = Date.now();
  if (personal || !held || !isSince(held, now - (freshSeconds + staleSeconds) * 1000)) return { status, error };
  if (isSince(held, now - (scope?.maxAgeSeconds ?? Infinity) * 1000)) return { status: 'STALE', entry: held };
  return { status, error: new HubError('DATA_TOO_OLD', undefined, { source, cause: error }) };
}

function summaryOf(told: readonly Told[]) {
  const times = told.flatMap((each) => ('entry' in each ? [each.entry.fetchedAt] : []));
  return {
    status: told.reduce<SourceStatus>((worst, { status }) => graver(worst, status), 'OK'),
    fetchedAt: times.length > 0 ? Math.min(...times) : null,
  };
}

/** The outcome, or that it came too late for who asks: others may wait longer. */
async function inTime(flight: Promise<Outcome>, deadline: number | undefined, source: string): Promise<Outcome> {
  if (deadline === undefined) return flight;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ error: new HubError('SOURCE_TIMEOUT', undefined, { source }) }), deadline - Date.now());
  });
  return Promise.race([flight, late]).finally(() => clearTimeout(timer));
}
