import { expect, test } from '@jest/globals';
import type { SourceConfig } from '../../core/sources.js';
import { createArcgisParcelSource } from '../../subgraphs/land/parcel-source.arcgis.js';
import { createOgcFeaturesParcelSource } from '../../subgraphs/land/parcel-source.ogc-features.js';
import type { ParcelSource } from '../../subgraphs/land/parcel-source.js';
import { createWfsParcelSource } from '../../subgraphs/land/parcel-source.wfs.js';
import { connectorContract } from '../contract/connector.js';

const layers = { parcels: 'land:ThuaDat', zones: 'land:QuyHoach', statistics: 'land:ThongKeDatDai' };
const place = { epsg: 9208, extent: [105, 18, 106, 19], communes: { vinh: ['16690'] } };
const none = { type: 'application/geo+json', body: '{"type":"FeatureCollection","features":[]}' };

const kinds: readonly {
  system: SourceConfig['system'];
  options: Record<string, unknown>;
  empty: { type?: string; body: string };
  create: (config: SourceConfig) => ParcelSource;
}[] = [
  { system: 'wfs', options: { ...place, layers }, empty: none, create: createWfsParcelSource },
  { system: 'ogc-features', options: { ...place, layers }, empty: none, create: createOgcFeaturesParcelSource },
  {
    system: 'arcgis',
    options: { ...place, service: 'Land/FeatureServer', layers: { parcels: 0, zones: 1 } },
    empty: { body: '{"features":[]}' },
    create: createArcgisParcelSource,
  },
];

const only = <T>([answer]: readonly (T | Error)[]): T => {
  if (answer instanceof Error) throw answer;
  return answer!;
};

const reads: Record<string, (source: ParcelSource) => Promise<unknown[]>> = {
  'parcels by code': (source) => source.find({ select: { by: 'code', codes: ['w774hreq1yh1'] }, withUsers: false }),
  'parcels by user': (source) => source.find({ select: { by: 'user', personalIds: ['040199000001'] }, withUsers: true }),
  zones: (source) => source.zonesIn({ west: 105, south: 18, east: 105.1, north: 18.1 }),
  'a parcel for each code': async (source) => {
    const query = { select: { by: 'code', codes: ['w774hreq1yh1'] }, withUsers: false } as const;
    return [...only(await source.findEach(query))];
  },
  statistics: async (source) => [...only(await source.totals(['16690']))],
};

for (const { system, options, empty, create } of kinds) {
  for (const [what, read] of Object.entries(reads)) {
    connectorContract({
      name: `${what} over ${system}`,
      source: { id: `land-${system}`, system, jurisdictions: ['vinh'], timeoutMs: 150, options },
      empty,
      async read(config) {
        const source = create(config);
        try {
          return await read(source);
        } finally {
          await source.close();
        }
      },
      isEmpty: (value) => Array.isArray(value) && value.length === 0,
    });
  }

  test(`${system}: a wrong option is told to the operator, with its source and name`, () => {
    const config = {
      id: 'land-x',
      system,
      jurisdictions: ['vinh'],
      url: 'http://127.0.0.1:1',
      timeoutMs: 100,
      maxBytes: 1_000,
      prefixes: [],
      limits: { concurrent: 1, queue: 0 },
      options: { ...options, epsg: 3857 },
    };
    expect(() => create(config)).toThrow('Source "land-x": options.epsg: not a VN-2000 zone');
    const communes = { vinh: ['16690'], hue: ['16690'] };
    expect(() => create({ ...config, options: { ...options, communes } })).toThrow(
      'Source "land-x": options.communes: "hue" is no jurisdiction of this source; options.communes: 16690 is in two jurisdictions',
    );
  });
}
