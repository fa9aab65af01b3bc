import type { LandData, LandLayer } from '../land/layers.js';

/** Feature type → its layer. */
export type WfsLayers = ReadonlyMap<string, LandLayer>;

export const wfsLayersOf = ({ parcels, plan, statistics }: LandData): WfsLayers =>
  new Map([
    ['land:ThuaDat', parcels],
    ['land:QuyHoach', plan],
    ['land:ThongKeDatDai', statistics],
  ]);
