import { sampleSize, type OpenProbe } from '../../connectors/probe.js';
import type { SourceConfig } from '../../core/sources.js';
import { createArcgisParcelSource } from './parcel-source.arcgis.js';
import { createOgcFeaturesParcelSource } from './parcel-source.ogc-features.js';
import type { ParcelSource } from './parcel-source.js';
import { createWfsParcelSource } from './parcel-source.wfs.js';

/** Parcels of its first commune, without their users. */
const probeWith =
  (open: (source: SourceConfig) => ParcelSource): OpenProbe =>
  (source) => {
    const land = open(source);
    const [communeCode = ''] = land.communes.keys();
    return {
      sample: async () => (await land.slice({ select: { by: 'commune', communeCode }, withUsers: false }, 0, sampleSize)).rows,
      close: () => land.close(),
    };
  };

export const probeWfs = probeWith(createWfsParcelSource);
export const probeOgcFeatures = probeWith(createOgcFeaturesParcelSource);
export const probeArcgis = probeWith(createArcgisParcelSource);
