import DataLoader from 'dataloader';
import type { Caller } from '../../auth/caller.js';
import { groupBy } from '../../core/group-by.js';
import type { Slice } from '../../schema/paging.js';
import type { FoundDocument, OfficeSource } from './office-source.js';
import { readableAgencies } from './reach.js';
import { attempt } from './source-loader.js';

export interface DossierDocuments {
  readonly source: OfficeSource;
  readonly code: string;
  readonly offset: number;
  readonly limit: number;
}

type Found = ReadonlyMap<string, Slice<FoundDocument> | Error>;

const nothing: Slice<FoundDocument> = { rows: [], total: 0 };
const windowOf = ({ source, offset, limit }: DossierDocuments) => `${source.config.id} ${offset} ${limit}`;

/** Slices of dossiers' documents: one request for each source and window, however many dossiers. */
export function createDossierDocumentsLoader(caller: Caller): DataLoader<DossierDocuments, Slice<FoundDocument>, string> {
  return new DataLoader<DossierDocuments, Slice<FoundDocument>, string>(
    async (keys) => {
      const answers = new Map<string, Found | Error>();
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

async function ask(caller: Caller, members: readonly DossierDocuments[]): Promise<Found> {
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
