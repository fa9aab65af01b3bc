import DataLoader from 'dataloader';
import type { Caller } from '../../auth/caller.js';
import type { Slice } from '../../schema/paging.js';
import type { Document } from './document.type.js';
import { groupBy } from './group-by.js';
import type { OfficeSource } from './office-source.js';
import { readableAgencies } from './reach.js';
import { attempt } from './source-loader.js';

export interface DossierDocuments {
  readonly source: OfficeSource;
  readonly code: string;
  readonly offset: number;
  readonly limit: number;
}

const nothing: Slice<Document> = { rows: [], total: 0 };
const windowOf = ({ source, offset, limit }: DossierDocuments) => `${source.config.id} ${offset} ${limit}`;

/** Slices of dossiers' documents: one request for each source and window, however many dossiers. */
export function createDossierDocumentsLoader(caller: Caller): DataLoader<DossierDocuments, Slice<Document>, string> {
  return new DataLoader<DossierDocuments, Slice<Document>, string>(
    async (keys) => {
      const answers = new Map<string, ReadonlyMap<string, Slice<Document>> | Error>();
      await Promise.all(
        [...groupBy(keys, windowOf)].map(async ([window, members]) => {
          answers.set(window, await attempt(() => ask(caller, members)));
        }),
      );
      return keys.map((key) => {
        const answer = answers.get(windowOf(key))!;
        return answer instanceof Error ? answer : (answer.get(key.code) ?? nothing);
      });
    },
    { maxBatchSize: 100, cacheKeyFn: (key) => `${windowOf(key)} ${key.code}` },
  );
}

async function ask(caller: Caller, members: readonly DossierDocuments[]): Promise<ReadonlyMap<string, Slice<Document>>> {
  const { source, offset, limit } = members[0]!;
  const agencies = readableAgencies(caller, source);
  if (agencies?.length === 0) return new Map();
  return source.byDossiers(
    members.map(({ code }) => code),
    agencies,
    offset,
    limit,
  );
}
