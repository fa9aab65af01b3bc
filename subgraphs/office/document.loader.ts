import type DataLoader from 'dataloader';
import type { Caller } from '../../auth/caller.js';
import type { Scope } from '../../auth/scopes.js';
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
  return createSourceLoader<Document>(sources, async (source, numbers) => {
    if (readableAgencies(caller, source)?.length === 0) return new Map<number, Document | Error>();
    const found = await source.findMany(numbers);
    return new Map([...found].filter(([, document]) => document instanceof Error || mayRead(caller, document)));
  });
}

const reaches = (caller: Caller, scope: Scope, { jurisdiction, agency }: Document): boolean =>
  reachesRow(caller, scope, { jurisdiction: jurisdiction?.slug ?? null, agency: agency?.id ?? null });

const mayRead = (caller: Caller, document: Document): boolean => reaches(caller, 'office:read', document);

/** Whether `caller` may change `document`. */
export const mayChange = (caller: Caller, document: Document): boolean => reaches(caller, 'office:write', document);

/** Whether `caller` may see what is personal in `document`: who holds several roles may reach further for the one than for the other. */
export const reachesPersonal = (caller: Caller, document: Document): boolean => reaches(caller, 'office:personal', document);
