import type { Caller } from '../../auth/caller.js';
import type { Scope } from '../../auth/scopes.js';
import { runtimeOf } from '../../connectors/runtime.js';
import { covering, type SourceConfig } from '../../core/sources.js';
import { reachableJurisdictions } from '../../schema/rows.js';
import type { SubgraphContext } from '../../schema/subgraph.js';
import { keptOf } from './kept.js';
import type { Source } from './source.type.js';
import { stateOf, troublesOf } from './state.js';

export interface SourcesContext extends SubgraphContext {
  /** All that the hub is configured to read. */
  readonly sources: readonly SourceConfig[];
  readonly now: () => number;
}

/** The sources that hold data of a place where the caller has `scope`. */
export const reachable = ({ sources, caller }: { sources: readonly SourceConfig[]; caller: Caller }, scope: Scope) =>
  covering(sources, reachableJurisdictions(caller, scope));

/** How `source` does at the moment. */
export function told(source: SourceConfig, now: number): Source {
  const { guard, freshness } = runtimeOf(source);
  const health = guard.health();
  const troubles = troublesOf(health, source, now);
  const { state: breaker, since, lastSuccessAt, lastFailureAt, lastRefusalAt, ...counts } = health;
  return {
    id: source.id,
    system: source.system,
    jurisdictions: source.jurisdictions.map((slug) => ({ slug })),
    state: stateOf(health, troubles),
    troubles,
    breaker,
    since: new Date(since),
    ...counts,
    lastSuccessAt: dateOf(lastSuccessAt),
    lastFailureAt: dateOf(lastFailureAt),
    lastRefusalAt: dateOf(lastRefusalAt),
    timeoutMs: source.timeoutMs,
    kept: keptOf[source.system].map((kind) => ({
      kind,
      freshForSeconds: freshness[kind].freshSeconds,
      usableForSeconds: freshness[kind].staleSeconds,
    })),
  };
}

const dateOf = (ms: number | null) => (ms === null ? null : new Date(ms));
