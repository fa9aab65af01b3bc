import { LRUCache } from 'lru-cache';
import type { ReadChanges } from '../../core/feed.js';
import { HubError } from '../../core/errors.js';
import { toDossier, type DossierMapping } from './dossier-mapping.js';
import { DossierRow } from './dossier-row.js';
import type { DossierRecord } from './dossier.type.js';
import type { IgateClient } from './igate-client.js';
import { readPage } from './igate-page.js';
import type { DossierStatus } from './status.type.js';

/** A dossier that has changed, as it then stood. */
export interface DossierChangeRecord {
  readonly dossier: DossierRecord;
  readonly at: Date;
  /** Where it stood before; null where the hub had not seen it. */
  readonly previousStatus: DossierStatus | null;
}

/** A row with the instant it was last changed at. */
interface Changed {
  readonly row: DossierRow;
  readonly at: number;
}

const path = 'pa/dossier/search';
const pageSize = 50;
/** A source that has changed more than this between two readings tells of the latest only. */
const mostPages = 80;
/** What becomes visible so much later than its own instant is still told of. */
const latenessMs = 60_000;
const mostRemembered = 20_000;

/** Reads changes as iGate can be asked for them: the rows that were changed last, until one that is known. */
export function readDossierChanges(mapping: DossierMapping): ReadChanges<DossierChangeRecord> {
  const seen = new LRUCache<string, { readonly at: number; readonly status: DossierStatus }>({ max: mostRemembered });
  let newest: number | null = null;

  function changeOf({ row, at }: Changed): DossierChangeRecord | null {
    const known = seen.get(row.code);
    if (known && known.at >= at) return null;
    const dossier = toDossier(mapping, row);
    seen.set(row.code, { at, status: dossier.status });
    return { dossier, at: new Date(at), previousStatus: known?.status ?? null };
  }

  return async () => {
    const isFirst = newest === null;
    const rows = await lastChanged(mapping.client, newest === null ? null : newest - latenessMs);
    // An iGate without dossiers has been read, too: all that comes to it is new.
    newest = Math.max(newest ?? 0, rows[0]?.at ?? 0);
    const changes = rows.toReversed().flatMap((row) => changeOf(row) ?? []);
    return isFirst ? [] : changes;
  };
}

/** The rows changed at `since` or later, the last first; without it, those that belong to the latest change. */
async function lastChanged(client: IgateClient, since: number | null): Promise<Changed[]> {
  const found: Changed[] = [];
  let from = since;
  for (let page = 0; page < mostPages; page++) {
    const parameters = { sort: 'updatedDate,desc', 'remove-status': 0, spec: 'slice', page, size: pageSize } as const;
    const { rows, last } = await readPage(client, path, parameters, DossierRow);
    const dated = rows.flatMap((row) =>
      // A row that cannot be read, or does not say when it was changed, tells of nothing for certain.
      row instanceof HubError || row.updatedDate === null ? [] : [{ row, at: row.updatedDate.getTime() }],
    );
    from ??= (dated[0]?.at ?? 0) - latenessMs;
    found.push(...dated);
    if (last || dated.length === 0 || dated.at(-1)!.at < from) break;
  }
  return found;
}
