import type { OpenProbe } from '../../connectors/probe.js';
import { createKpiSource } from './kpi.connector.js';

/** The catalogue of indicators. */
export const probeKpi: OpenProbe = (source) => {
  const kpi = createKpiSource(source);
  return { sample: () => kpi.indicators(), close: () => kpi.close() };
};
