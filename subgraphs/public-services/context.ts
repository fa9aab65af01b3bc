import DataLoader from 'dataloader';
import type { Caller } from '../../auth/caller.js';
import type { SubgraphContext } from '../../schema/subgraph.js';
import type { DossierFee } from './dossier-parts.type.js';
import type { FoundDossier } from './dossier.connector.js';
import type { DossierRecord } from './dossier.type.js';
import type { Igate } from './igate.js';
import type { CatalogueEntry } from './procedure.connector.js';
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
  /** The whole catalogue of procedures, by national code. */
  readonly procedures: () => Promise<ReadonlyMap<string, CatalogueEntry>>;
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
  dossiers: new DataLoader<string, DossierRecord | null>((codes) => igate.dossiers.byCodes(codes), { maxBatchSize: 200 }),
  dossiersOfPerson: new DataLoader((persons) => igate.dossiers.ofPersons(persons), { maxBatchSize: 500 }),
  fees: new DataLoader(
    (rowIds) => igate.fees.byDossiers(rowIds),
    // The ids stand in the URL, which servers commonly cut at 8 KB.
    { maxBatchSize: 250 },
  ),
  procedures: once(() => igate.procedures.catalogue()),
  reports: new DataLoader<Period, StatisticsReport, string>(
    (periods) => Promise.all(periods.map((period) => igate.statistics.report(period))),
    { cacheKeyFn: ({ from, to }) => `${from}/${to}` },
  ),
});

/** `load`'s one answer, however often it is asked for within the request. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  return () => (answer ??= load());
}
