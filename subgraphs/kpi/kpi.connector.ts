import { createPackageClient } from '../../connectors/report-packages.js';
import { wholeReadsOf } from '../../connectors/whole-reads.js';
import { createFeed, type Feed, type ReadChanges } from '../../core/feed.js';
import { outOfScope } from '../../core/request-scope.js';
import type { SourceConfig } from '../../core/sources.js';
import type { Slice } from '../../schema/paging.js';
import { createAreas, kpiOptions, type Areas } from './areas.js';
import { readIndicators, readRegimes } from './catalogue.connector.js';
import type { Indicator } from './indicator.type.js';
import { readObservations, type ObservationQuery, type Observed } from './observation.connector.js';
import type { IndicatorObservation } from './observation.type.js';
import { readPublications, type Publication } from './publication.connector.js';
import { readReports, type FoundReport, type ReportQuery } from './report.connector.js';
import type { ReportRegime } from './report.type.js';
import { submitTo, type SubmittedFigure } from './submission.connector.js';

/** One reporting system, in the words of this domain. */
export interface KpiSource {
  readonly config: SourceConfig;
  readonly areas: Areas;
  readonly populationIndicator: string;
  indicators(): Promise<readonly Indicator[]>;
  regimes(): Promise<readonly ReportRegime[]>;
  observations(query: ObservationQuery): Promise<Observed>;
  readonly publications: Feed<Publication>;
  /** Hands in a figure; `requestKey` names the change, so that it is made once. */
  submit(figure: SubmittedFigure, requestKey: string): Promise<IndicatorObservation>;
  reports(query: ReportQuery): Promise<Slice<FoundReport>>;
  close(): Promise<void>;
}

export function createKpiSource(config: SourceConfig): KpiSource {
  const options = kpiOptions(config);
  const areas = createAreas(options);
  const client = createPackageClient(config, options.apiKey);
  const reads = wholeReadsOf(config);
  const figuresChanged = () => Promise.all([reads.forget('Observation'), reads.forget('ReportStatus')]);
  const open = (): ReadChanges<Publication> => {
    const read = readPublications(client, config, areas);
    // For whoever listens: not for the request that began to.
    return () =>
      outOfScope(async () => {
        const changes = await read();
        if (changes.length > 0) await figuresChanged();
        return changes;
      });
  };
  const publications = createFeed({ open, everyMs: options.changesEveryMs });
  return {
    config,
    areas,
    populationIndicator: options.populationIndicator,
    indicators: () => readIndicators(client, config),
    regimes: () => readRegimes(client, config, areas),
    observations: (query) => readObservations(client, config, areas, query),
    publications,
    async submit(figure, requestKey) {
      try {
        return await submitTo({ client, source: config, areas }, figure, requestKey);
      } finally {
        // Also where it is not known whether it was taken down.
        await figuresChanged();
      }
    },
    reports: (query) => readReports(client, config, areas, query),
    close: () => {
      publications.close();
      return client.close();
    },
  };
}
