import { ofSystem, type SourceConfig } from '../../core/sources.js';
import { createSubgraph, type Subgraph } from '../../schema/subgraph.js';
import { createKpiContext, type KpiContext } from './context.js';
import { IndicatorResolver, ObservationResolver } from './indicator.resolver.js';
import { createKpiSource } from './kpi.connector.js';
import { PublicationResolver } from './publication.resolver.js';
import { ReportResolver } from './report.resolver.js';
import { AdminUnitResolver, JurisdictionResolver, ScorecardResolver } from './scorecard.resolver.js';
import { SubmissionResolver } from './submission.resolver.js';
import { Agency } from './references.type.js';

/** Today in Viet Nam, which is seven hours ahead of UTC all year. */
const todayInVietnam = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

/** Indicators, targets, actuals, scorecards and report states of the provinces' reporting systems. */
export function createKpiSubgraph(configs: readonly SourceConfig[], today: () => string = todayInVietnam): Promise<Subgraph> {
  const sources = ofSystem(configs, 'kpi').map(createKpiSource);
  return createSubgraph<KpiContext>({
    name: 'kpi',
    resolvers: [
      IndicatorResolver,
      ObservationResolver,
      ScorecardResolver,
      JurisdictionResolver,
      AdminUnitResolver,
      ReportResolver,
      SubmissionResolver,
      PublicationResolver,
    ],
    orphanedTypes: [Agency],
    entities: {
      Indicator: ({ code }: { code: string }, { indicators }: KpiContext) => indicators.load(code),
      Jurisdiction: (reference: object) => reference,
      AdminUnit: (reference: object) => reference,
      Agency: (reference: object) => reference,
    },
    feeds: sources.map(({ publications }) => publications),
    createContext: (caller) => createKpiContext(sources, today(), caller),
    close: async () => {
      await Promise.all(sources.map((source) => source.close()));
    },
  });
}
