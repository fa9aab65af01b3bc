import { createAxisClient } from '../../connectors/exchange-axis.js';
import { sampleSize, type OpenProbe } from '../../connectors/probe.js';
import { createIofficeSource } from './document.connector.js';

/** The newest documents of any register. */
export const probeIoffice: OpenProbe = (source) => {
  const office = createIofficeSource(source);
  return {
    sample: async () => (await office.search({ agencies: null }, 0, sampleSize)).rows,
    close: () => office.close(),
  };
};

/** The axis' directory of agencies. */
export const probeAxis: OpenProbe = (source) => {
  const axis = createAxisClient(source);
  return { sample: () => axis.agencies(), close: () => axis.close() };
};
