import type DataLoader from 'dataloader';
import { reachOf, type Caller } from '../../auth/caller.js';
import { covering } from '../../core/sources.js';
import { reachableJurisdictions, reachesRow } from '../../schema/rows.js';
import type { SubgraphContext } from '../../schema/subgraph.js';
import { createRecordLoader } from './record.loader.js';
import type { HealthRecord } from './record.type.js';
import { createSectionLoader, type LoadSection } from './section.loader.js';
import type { HealthSource } from './source.js';
import { createCountLoader, type CountedPlace } from './statistics.loader.js';

export interface HealthContext extends SubgraphContext {
  readonly sources: readonly HealthSource[];
  readonly records: DataLoader<string, HealthRecord | null>;
  readonly section: LoadSection;
  readonly counts: DataLoader<CountedPlace, number, string>;
}

/** Fresh loaders for one request, bound to what `caller` may read. */
export function createHealthContext(sources: readonly HealthSource[], caller: Caller): HealthContext {
  const access = { restricted: reachOf(caller, 'health:restricted') !== null };
  const reachable = covering(
    sources.map(({ config }) => config),
    reachableJurisdictions(caller, 'health:read'),
  );
  const readable = sources.filter(({ config }) => reachable.includes(config));
  const reaches = (jurisdiction: string | null, personalId: string) =>
    reachesRow(caller, 'health:read', { jurisdiction, persons: [personalId] });
  return {
    caller,
    sources,
    records: createRecordLoader(readable, access, reaches),
    section: createSectionLoader(readable, access),
    counts: createCountLoader(),
  };
}
