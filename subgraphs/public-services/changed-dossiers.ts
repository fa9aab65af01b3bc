import { wholeReadsOf } from '../../connectors/whole-reads.js';
import type { ReadChanges } from '../../core/feed.js';
import { outOfScope } from '../../core/request-scope.js';
import type { SourceConfig } from '../../core/sources.js';
import type { DossierChangeRecord } from './dossier-change.connector.js';

/** A dossier by both its names at the source. */
export interface ChangedDossier {
  readonly code: string;
  readonly rowId: string;
}

/** Forgets what is kept of dossiers that have changed, and every list: any may hold one of them. */
export async function forgetDossiers(source: SourceConfig, changed: readonly ChangedDossier[]): Promise<void> {
  if (changed.length === 0) return;
  const reads = wholeReadsOf(source);
  await Promise.all([
    reads.forget('DossierList'),
    ...changed.flatMap(({ code, rowId }) => [reads.forget('Dossier', code), reads.forget('DossierFee', rowId)]),
  ]);
}

/** `read`, for whoever listens and not for the request that began to; what has changed is forgotten before it is told of. */
export const forgettingChanged =
  (source: SourceConfig, read: ReadChanges<DossierChangeRecord>): ReadChanges<DossierChangeRecord> =>
  () =>
    outOfScope(async () => {
      const changes = await read();
      await forgetDossiers(
        source,
        changes.map(({ dossier }) => dossier),
      );
      return changes;
    });
