import DataLoader from 'dataloader';
import { groupBy } from '../../core/group-by.js';
import { partsOf } from './document-id.js';
import type { OfficeSource } from './office-source.js';

type Find<V> = (source: OfficeSource, numbers: readonly number[]) => Promise<ReadonlyMap<number, V | Error>>;

/**
 * Loads something of documents by their ids: one request for each source, however many ids. A source that fails fails its own ids alone.
 */
export function createSourceLoader<V>(sources: ReadonlyMap<string, OfficeSource>, find: Find<V>): DataLoader<string, V | null> {
  return new DataLoader<string, V | null>(
    async (ids) => {
      const groups = groupBy(ids, (id) => partsOf(id)?.source ?? '');
      const found = new Map<string, V | Error>();
      await Promise.all(
        [...groups].map(async ([name, members]) => {
          const source = sources.get(name);
          if (!source) return;
          const answer = await attempt(() =>
            find(
              source,
              members.map((id) => partsOf(id)!.number),
            ),
          );
          for (const id of members) {
            const value = answer instanceof Error ? answer : answer.get(partsOf(id)!.number);
            if (value !== undefined) found.set(id, value);
          }
        }),
      );
      return ids.map((id) => found.get(id) ?? null);
    },
    { maxBatchSize: 100 },
  );
}

/** What `work` gives, or the Error it failed with: a loader's batch answers for each key by itself. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | Error> {
  try {
    return await work();
  } catch (error) {
    return error instanceof Error ? error : new Error('failed', { cause: error });
  }
}
