import DataLoader from 'dataloader';
import type { Caller } from '../../auth/caller.js';
import { HubError } from '../../core/errors.js';
import type { SubgraphContext } from '../../schema/subgraph.js';
import type { DossierFee } from './dossier-parts.type.js';
import type { FoundDossier } from './dossier.connector.js';
import type { DossierRecord } from './dossier.type.js';
import type { Igate } from './igate.js';
import type { Period, StatisticsReport } from './statistics.connector.js';

/** One iGate within one request. */
export interface IgateLoaders {
  readonly igate: Igate;
  /** By dossier code. */
  readonly dossiers: DataLoader<string, DossierRecord | null>;
  /** By personal identifier: all of the person's dossiers. A person has tens of them, not thousands. */
  readonly dossiersOfPerson: DataLoader<string, readonly FoundDossier[]>;
  /** By the source's own id of the dossier. */
  readonly fees: DataLoader<string, DossierFee[]>;
  readonly reports: DataLoader<Period, StatisticsReport, string>;
}

export interface PublicServicesContext extends SubgraphContext {
  readonly igates: readonly IgateLoaders[];
}

/** Fresh loaders over `igates` for one request of `caller`. */
export const createContext =
  (igates: readonly Igate[]) =>
  (caller: Caller): PublicServicesContext => ({ caller, igates: igates.map(createLoaders) });

const createLoaders = (igate: Igate): IgateLoaders => ({
  igate,
  dossiers: new DataLoader<string, DossierRecord | null>(
    async (codes) => {
      const found = await igate.dossiers.byCodes(codes);
      const byCode = new Map(found.flatMap((row) => (row instanceof HubError ? [] : [[row.code, row]])));
      // A row that cannot be read makes "unknown" an error: it may be the one.
      const unread = found.find((row) => row instanceof HubError) ?? null;
      return codes.map((code) => byCode.get(code) ?? unread);
    },
    { maxBatchSize: 200 },
  ),
  dossiersOfPerson: new DataLoader(
    async (persons) => {
      const dossiers = await igate.dossiers.ofPersons(persons);
      // A row that cannot be read may be anyone's.
      return persons.map((person) => dossiers.filter((row) => row instanceof HubError || row.persons.includes(person)));
    },
    { maxBatchSize: 500 },
  ),
  fees: new DataLoader(
    async (rowIds) => {
      const byDossier = await igate.fees.byDossiers(rowIds);
      return rowIds.map((id) => byDossier.get(id) ?? []);
    },
    // The ids stand in the URL, which servers commonly cut at 8 KB.
    { maxBatchSize: 250 },
  ),
  reports: new DataLoader<Period, StatisticsReport, string>(
    (periods) => Promise.all(periods.map((period) => igate.statistics.report(period))),
    { cacheKeyFn: ({ from, to }) => `${from}/${to}` },
  ),
});
