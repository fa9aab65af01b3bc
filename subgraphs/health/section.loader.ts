import DataLoader from 'dataloader';
import type { FhirAccess } from '../../connectors/fhir.js';
import type { RowOf, SectionName, SectionRequest } from './clinical.connector.js';
import type { HealthRecord } from './record.type.js';
import type { HealthSource } from './source.js';

/** A section of a record; `last` cuts it to its newest entries. */
export type LoadSection = <N extends SectionName>(record: HealthRecord, name: N, last?: number) => Promise<readonly RowOf<N>[]>;

type Key = SectionRequest & { readonly source: string };

/** Loads sections: whatever sections of whatever records are asked for together are one request to each source. */
export function createSectionLoader(sources: readonly HealthSource[], access: FhirAccess): LoadSection {
  const loader = new DataLoader<Key, readonly RowOf<SectionName>[], string>(
    async (keys) => {
      const answers = new Map<Key, readonly RowOf<SectionName>[] | Error>();
      await Promise.all(
        sources.map(async ({ config, sections }) => {
          const mine = keys.filter(({ source }) => source === config.id);
          if (mine.length === 0) return;
          const rows = await sections(mine, access).catch((error: unknown) => error as Error);
          mine.forEach((key, at) => answers.set(key, rows instanceof Error ? rows : rows[at]!));
        }),
      );
      return keys.map((key) => answers.get(key) ?? []);
    },
    { cacheKeyFn: ({ source, patientIds, name, last }) => [source, name, last, ...patientIds].join(' ') },
  );
  return async ({ origin }, name, last) => {
    const { source, patientIds } = origin;
    const rows = await loader.load({ source, patientIds, name, last: last ?? null });
    return rows as readonly RowOf<typeof name>[];
  };
}
