import { isDeepStrictEqual } from 'node:util';
import { freshnessOf, type FreshnessOverrides } from '../../connectors/freshness/freshness-of.js';
import { openStore } from '../../connectors/freshness/open-store.js';
import type { EntryStore } from '../../connectors/freshness/store.js';
import { openSource, type RuntimeOptions } from '../../connectors/runtime.js';
import type { Log } from '../../core/log.js';
import type { SourceConfig } from '../../core/sources.js';
import type { HubConfig } from '../config.js';
import { namesSecret } from '../config/secrets.js';

/** The sources of this process over one store, and what becomes of them when the configuration is another. */
export interface OpenSources {
  readonly store: EntryStore;
  current(): readonly SourceConfig[];
  /** `next` as it is to run: a source that has not changed is the one that runs, with its limits and all that is known of it. */
  opened(next: readonly SourceConfig[], freshness: FreshnessOverrides): readonly SourceConfig[];
  /** From now on these are the sources. What was kept of one that is now another system's is forgotten. */
  use(opened: readonly SourceConfig[], freshness: FreshnessOverrides): void;
  close(): Promise<void>;
}

type Settings = Pick<HubConfig, 'freshness' | 'cache'>;

export function openSources(sources: readonly SourceConfig[], { freshness, cache }: Settings, log: Log): OpenSources {
  const store = openStore({ ...cache, log });
  const onChange = logging(log);
  let running: { readonly sources: readonly SourceConfig[]; readonly freshness: FreshnessOverrides } = { sources: [], freshness };

  const opened: OpenSources['opened'] = (next, changes) => {
    const policies = freshnessOf(changes);
    const asBefore = isDeepStrictEqual(changes, running.freshness);
    return next.map((source) => {
      const same = running.sources.find((one) => isDeepStrictEqual(one, source));
      if (same && asBefore) return same;
      // Of an object of its own: what ran before may have requests under way.
      const anew = { ...source };
      openSource(anew, { store, freshness: policies, onChange });
      return anew;
    });
  };
  const use: OpenSources['use'] = (next, changes) => {
    for (const before of running.sources) {
      const after = next.find(({ id }) => id === before.id);
      // What cannot be forgotten elsewhere at once is, once the store can be told.
      if (!after || systemOf(after) !== systemOf(before)) void store.forget({ source: before.id }).catch(() => undefined);
    }
    running = { sources: next, freshness: changes };
  };
  use(opened(sources, freshness), freshness);
  return { store, current: () => running.sources, opened, use, close: () => store.close() };
}

/** Of nobody's questions: which source, and what becomes of it. */
const logging =
  (log: Log): NonNullable<RuntimeOptions['onChange']> =>
  (state, { id, system }) =>
    log.warn(
      { source: id, system },
      state === 'OPEN' ? 'the source keeps failing, and is let alone' : 'the source answers again',
    );

/** Equal for settings by which the same things are read: how long is waited, and by which secret, makes no other answers. */
const systemOf = ({ system, url, jurisdictions, prefixes, options }: SourceConfig): string =>
  JSON.stringify([system, url, jurisdictions, prefixes, options], (key, value: unknown) =>
    namesSecret(key) ? undefined : value,
  );
