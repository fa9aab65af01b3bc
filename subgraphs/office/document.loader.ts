import type DataLoader from 'dataloader';
import type { Caller } from '../../auth/caller.js';
import { reachesRow } from '../../schema/rows.js';
import type { Document } from './document.type.js';
import type { OfficeSource } from './office-source.js';
import { readableAgencies } from './reach.js';
import { createSourceLoader } from './source-loader.js';

/** Documents by id; null for the unknown and for those out of the caller's reach, which are not even asked for where that is known before. */
export function createDocumentLoader(
  caller: Caller,
  sources: ReadonlyMap<string, OfficeSource>,
): DataLoader<string, Document | null> {
  return createSourceLoader(sources, async (source, numbers) => {
    if (readableAgencies(caller, source)?.length === 0) return new Map<number, Document>();
    const found = await source.findMany(numbers);
    return new Map([...found].filter(([, document]) => mayRead(caller, document)));
  });
}

export const mayRead = (caller: Caller, { jurisdiction, agency }: Document): boolean =>
  reachesRow(caller, 'office:read', { jurisdiction: jurisdiction?.slug ?? null, agency: agency?.id ?? null });
