import type { OpenProbe } from '../../connectors/probe.js';
import { createIgate } from './igate.js';

/** The catalogue of procedures. */
export const probeIgate: OpenProbe = (source) => {
  const igate = createIgate(source);
  return { sample: async () => [...(await igate.procedures.catalogue()).values()], close: () => igate.close() };
};
