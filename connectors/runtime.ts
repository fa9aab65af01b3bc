import type { SourceConfig } from '../core/sources.js';
import { kinds, type FreshnessOf } from './freshness/kinds.js';
import { createMemoryStore } from './freshness/memory-store.js';
import { createReads, type Reads } from './freshness/reads.js';
import type { EntryStore } from './freshness/store.js';
import { createGuard, type Guard, type GuardOptions } from './guard/guard.js';

/** What runs for one source, whoever in this process reads it. */
export interface SourceRuntime {
  readonly guard: Guard;
  readonly reads: Reads;
  /** Where what it answers is kept, and for how long. */
  readonly store: EntryStore;
  readonly freshness: FreshnessOf;
}

export interface RuntimeOptions extends Pick<GuardOptions, 'onChange'> {
  readonly store: EntryStore;
  readonly freshness: FreshnessOf;
}

const runtimes = new WeakMap<SourceConfig, SourceRuntime>();

/** What runs for `source`: as the hub opened it, or else by itself, with what it keeps in memory. */
export function runtimeOf(source: SourceConfig): SourceRuntime {
  return runtimes.get(source) ?? openSource(source, { store: createMemoryStore(), freshness: kinds });
}

/** Opens a source: all that read it from now on share its limits, and what is kept of it. */
export function openSource(source: SourceConfig, { store, freshness, onChange }: RuntimeOptions): SourceRuntime {
  const guard = createGuard(source, onChange ? { onChange } : {});
  const runtime = { guard, reads: createReads({ source, store, freshness }), store, freshness };
  runtimes.set(source, runtime);
  return runtime;
}
