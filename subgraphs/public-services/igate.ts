import { createFeed, type Feed } from '../../core/feed.js';
import type { SourceConfig } from '../../core/sources.js';
import { createAgencyConnector } from './agency.connector.js';
import { forgetDossiers, forgettingChanged } from './changed-dossiers.js';
import { readDossierChanges, type DossierChangeRecord } from './dossier-change.connector.js';
import { createDossierConnector, type DossierConnector } from './dossier.connector.js';
import { createFeeConnector, type FeeConnector } from './fee.connector.js';
import { createIgateClient } from './igate-client.js';
import { createJurisdictionTable, type JurisdictionTable } from './jurisdiction-table.js';
import { createProcedureConnector, type ProcedureConnector } from './procedure.connector.js';
import { noteProgress, type ProgressNote } from './progress.connector.js';
import { createStatisticsConnector, type StatisticsConnector } from './statistics.connector.js';
import { createStatusTable } from './status-table.js';

/** One iGate, with everything the hub reads from it. Lives as long as the subgraph. */
export interface Igate {
  readonly source: SourceConfig;
  readonly jurisdictions: JurisdictionTable;
  readonly dossiers: DossierConnector;
  readonly changes: Feed<DossierChangeRecord>;
  readonly fees: FeeConnector;
  readonly procedures: ProcedureConnector;
  readonly statistics: StatisticsConnector;
  /** Notes what was done on a dossier; `requestKey` names the change, so that it is made once. */
  noteProgress(note: ProgressNote, requestKey: string): Promise<void>;
  /** Signs in, if it is not yet. */
  readonly signIn: () => Promise<unknown>;
  close(): Promise<void>;
}

export function createIgate(source: SourceConfig): Igate {
  const client = createIgateClient(source);
  const statuses = createStatusTable(client.options);
  const jurisdictions = createJurisdictionTable(client.options);
  const agencies = createAgencyConnector(client);
  const procedures = createProcedureConnector(client);
  const mapping = { client, statuses, jurisdictions };
  const changes = createFeed({
    open: () => forgettingChanged(source, readDossierChanges(mapping)),
    everyMs: client.options.changesEveryMs,
  });
  return {
    source,
    jurisdictions,
    dossiers: createDossierConnector({ ...mapping, agencies, procedures }),
    changes,
    fees: createFeeConnector(client),
    procedures,
    statistics: createStatisticsConnector(client, statuses),
    async noteProgress(note, requestKey) {
      try {
        await noteProgress(client, note, requestKey);
      } finally {
        // Also where it is not known whether it was taken down.
        await forgetDossiers(source, [note.dossier]);
      }
    },
    signIn: () => client.signIn(),
    close: () => {
      changes.close();
      return client.close();
    },
  };
}
