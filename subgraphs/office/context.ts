import type DataLoader from 'dataloader';
import type { Caller } from '../../auth/caller.js';
import type { Slice } from '../../schema/paging.js';
import type { SubgraphContext } from '../../schema/subgraph.js';
import type { DeliverySource } from './delivery.connector.js';
import { createDeliveryLoader, type DeliveryKey } from './delivery.loader.js';
import type { DocumentDelivery, DocumentFile, HandlingStep } from './document-parts.type.js';
import type { DocumentStatistics } from './document-statistics.type.js';
import { createDocumentLoader } from './document.loader.js';
import type { Document } from './document.type.js';
import { createDossierDocumentsLoader, type DossierDocuments } from './dossier-documents.loader.js';
import type { FoundDocument, OfficeSource } from './office-source.js';
import { createSourceLoader } from './source-loader.js';
import { createStatisticsLoader, type StatisticsKey } from './statistics.loader.js';

export interface OfficeSources {
  readonly offices: readonly OfficeSource[];
  readonly axes: readonly DeliverySource[];
}

export interface OfficeContext extends SubgraphContext {
  readonly sources: OfficeSources;
  readonly documents: DataLoader<string, Document | null>;
  readonly steps: DataLoader<string, HandlingStep[] | null>;
  readonly files: DataLoader<string, DocumentFile[] | null>;
  readonly deliveries: DataLoader<DeliveryKey, DocumentDelivery[], string>;
  readonly dossierDocuments: DataLoader<DossierDocuments, Slice<FoundDocument>, string>;
  readonly statistics: DataLoader<StatisticsKey, DocumentStatistics, string>;
}

export function createOfficeContext(caller: Caller, sources: OfficeSources): OfficeContext {
  const byId = new Map(sources.offices.map((office) => [office.config.id, office]));
  return {
    caller,
    sources,
    documents: createDocumentLoader(caller, byId),
    steps: createSourceLoader<HandlingStep[]>(byId, (source, numbers) => source.steps(numbers)),
    files: createSourceLoader<DocumentFile[]>(byId, (source, numbers) => source.files(numbers)),
    deliveries: createDeliveryLoader(),
    dossierDocuments: createDossierDocumentsLoader(caller),
    statistics: createStatisticsLoader(),
  };
}
