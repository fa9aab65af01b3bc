import { kinds, type FreshnessOf } from '../../../connectors/freshness/kinds.js';
import { createMemoryStore } from '../../../connectors/freshness/memory-store.js';
import { createReads } from '../../../connectors/freshness/reads.js';
import type { EntryStore } from '../../../connectors/freshness/store.js';
import { HubError } from '../../../core/errors.js';
import { inScope, type RequestScope } from '../../../core/request-scope.js';
import { SourceNotes } from '../../../core/source-notes.js';
import { SourceConfig } from '../../../core/sources.js';

export const source = SourceConfig.parse({ id: 'kpi-vinh', system: 'kpi', jurisdictions: ['vinh'], url: 'http://127.0.0.1:1' });

export const down = () => new HubError('SOURCE_UNAVAILABLE', undefined, { source: source.id });

/** Reads of one source over a store, for kinds whose lives a test chooses. */
export const readsOver = (store: EntryStore = createMemoryStore(), freshness: FreshnessOf = kinds) =>
  createReads({ source, store, freshness });

export const lives = (freshSeconds: number, staleSeconds: number): FreshnessOf => ({
  ...kinds,
  Indicator: { freshSeconds, staleSeconds, personal: false },
});

/** Does `work` for one request; gives what came of it, and what is told of the source. */
export async function asking<T>(work: () => Promise<T>, terms: Partial<RequestScope> = {}) {
  const sources = new SourceNotes();
  const result = await inScope({ reader: 'reader-a', ...terms, sources }, work).then(
    (value) => ({ value }),
    (error: unknown) => ({ code: (error as { code?: unknown }).code ?? error }),
  );
  return { ...result, note: sources.list()[0] };
}

/** A load that counts how often it is asked, for what, and answers what it is told to. */
export function counted<T>(answer: (key: string) => T) {
  const asked: (readonly string[])[] = [];
  return {
    asked,
    one: async () => {
      asked.push([]);
      return answer('');
    },
    many: async (keys: readonly string[]) => {
      asked.push(keys);
      return keys.map(answer);
    },
  };
}

/** A promise that is settled by hand. */
export function latch<T = void>() {
  let open!: (value: T) => void;
  let fail!: (error: Error) => void;
  const opened = new Promise<T>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { opened, open, fail };
}
