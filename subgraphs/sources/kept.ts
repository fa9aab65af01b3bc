import type { Kind } from '../../connectors/freshness/kinds.js';
import type { SourceConfig } from '../../core/sources.js';

const land = ['Parcel', 'PlanningZone', 'LandStatistics'] as const;

/** The kinds of answers that are kept of each system. */
export const keptOf: Readonly<Record<SourceConfig['system'], readonly Kind[]>> = {
  ioffice: ['Document', 'DocumentList', 'DocumentFile', 'HandlingStep', 'DocumentStatistics'],
  'interchange-axis': ['Agency', 'DocumentDelivery'],
  igate: ['Procedure', 'Agency', 'DossierStatistics', 'Dossier', 'DossierList', 'DossierFee'],
  fhir: ['HealthRecord', 'HealthStatistics'],
  wfs: land,
  'ogc-features': land,
  arcgis: land,
  kpi: ['Indicator', 'ReportRegime', 'Observation', 'ReportStatus'],
};
