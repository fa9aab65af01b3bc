import DataLoader from 'dataloader';
import type { Caller } from '../../auth/caller.js';
import type { SubgraphContext } from '../../schema/subgraph.js';
import type { DossierFee } from './dossier-parts.type.js';
import type { DossierRecord } from './dossier.type.js';
import type { Igate } from './igate.js';
import type { Period, StatisticsReport } from './statistics.connector.js';

/** One iGate within one request. */
export interface IgateLoaders {
  readonly igate: Igate;
  /** By dossier code. */
  readonly dossiers: DataLoader<string, DossierRecord | null>;
  /** By personal identifier: all of the person's dossiers, newest first. A person has tens of them, not thousands. */
  readonly dossiersOfPerson: DataLoader<string, readonly DossierRecord[]>;
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
  dossiers: new DataLoader(
    async (codes) => {
      const byCode = new Map((await igate.dossiers.byCodes(codes)).map((dossier) => [dossier.code, dossier]));
      return codes.map((code) => byCode.get(code) ?? null);
    },
    { maxBatchSize: 200 },
  ),
  dossiersOfPerson: new DataLoader(
    async (persons) => {
      const dossiers = await igate.dossiers.ofPersons(persons);
      return persons.map((person) => dossiers.filter((dossier) => dossier.persons.includes(person)));
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
