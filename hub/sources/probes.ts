import type { OpenProbe } from '../../connectors/probe.js';
import type { SourceConfig } from '../../core/sources.js';
import { probeFhir } from '../../subgraphs/health/probe.js';
import { probeKpi } from '../../subgraphs/kpi/probe.js';
import { probeArcgis, probeOgcFeatures, probeWfs } from '../../subgraphs/land/probe.js';
import { probeAxis, probeIoffice } from '../../subgraphs/office/probe.js';
import { probeIgate } from '../../subgraphs/public-services/probe.js';

const probes: Readonly<Record<SourceConfig['system'], OpenProbe>> = {
  ioffice: probeIoffice,
  'interchange-axis': probeAxis,
  igate: probeIgate,
  fhir: probeFhir,
  wfs: probeWfs,
  'ogc-features': probeOgcFeatures,
  arcgis: probeArcgis,
  kpi: probeKpi,
};

/** Opens a source as its own domain would, to be tried. */
export const openProbe: OpenProbe = (source) => probes[source.system](source);
