import { reachOf, type Caller } from '../../auth/caller.js';
import { covering } from '../../core/sources.js';
import { reachableJurisdictions } from '../../schema/rows.js';
import type { SubgraphContext } from '../../schema/subgraph.js';
import { createIndicatorLoader, type IndicatorLoader } from './indicator.loader.js';
import type { KpiSource } from './kpi.connector.js';
import { createObservationLoader, type ObservationLoader } from './observation.loader.js';
import { createPopulationLoader, type PopulationLoader } from './population.loader.js';
import { createScorecardLoader, type ScorecardLoader } from './scorecard.loader.js';

export interface KpiContext extends SubgraphContext {
  /** The day it is in Viet Nam, yyyy-MM-dd. */
  readonly today: string;
  /** Sources that hold something of the caller's jurisdictions. */
  readonly reachable: readonly KpiSource[];
  readonly indicators: IndicatorLoader;
  readonly observations: ObservationLoader;
  readonly scorecards: ScorecardLoader;
  readonly populations: PopulationLoader;
}

export function createKpiContext(sources: readonly KpiSource[], today: string, caller: Caller): KpiContext {
  const configs = sources.map(({ config }) => config);
  const within = new Set(covering(configs, reachableJurisdictions(caller, 'kpi:read')));
  // An entity reference comes past the guards of fields.
  const mayRead = reachOf(caller, 'kpi:read') !== null;
  const reachable = sources.filter(({ config }) => mayRead && within.has(config));
  return {
    caller,
    today,
    reachable,
    indicators: createIndicatorLoader(reachable),
    observations: createObservationLoader(),
    scorecards: createScorecardLoader(sources, today),
    // How many people live somewhere is public: not bound to the caller's jurisdictions.
    populations: createPopulationLoader(sources),
  };
}
