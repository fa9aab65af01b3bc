import { afterAll, beforeAll } from '@jest/globals';
import { SourceConfig } from '../../core/sources.js';
import { createWorld } from '../../sandbox/world/index.js';
import { createWfsParcelSource } from '../../subgraphs/land/parcel-source.wfs.js';
import type { ParcelSource } from '../../subgraphs/land/parcel-source.js';
import { geoDataOf, geoOptions } from './geo-layers.js';
import { layerName, writeMap } from './geo-mapfile.js';
import { landContract } from './land-contract.js';

const { MAPSERVER_URL: url = '', MAPSERVER_FOLDER: folder = '' } = process.env;
const jurisdictions = ['vinh', 'thai-hoa', 'hoang-mai'];
const world = createWorld({ scale: 0.1 });
const inZone = geoDataOf(world, jurisdictions);
const inWgs84 = geoDataOf(world, jurisdictions, { wgs84: true });

beforeAll(() => writeMap(folder, url, [inZone, inWgs84]));

for (const data of [inZone, inWgs84]) {
  const { epsg } = data;
  const config = SourceConfig.parse({
    id: 'land-mapserver',
    system: 'wfs',
    jurisdictions,
    url,
    timeoutMs: 20_000,
    options: {
      ...geoOptions(world, jurisdictions, data),
      path: '?map=LAND',
      outputFormat: 'geojson',
      geometryField: 'msGeometry',
      // So that there is more than one page.
      pageSize: 100,
      layers: {
        parcels: layerName(epsg, 'ThuaDat'),
        zones: layerName(epsg, 'QuyHoach'),
        statistics: layerName(epsg, 'ThongKeDatDai'),
      },
    },
  });
  let source: ParcelSource;
  beforeAll(() => {
    source = createWfsParcelSource(config);
  });
  afterAll(() => source.close());
  landContract({ name: `MapServer, a layer in EPSG:${epsg},`, world, jurisdictions, source: () => source });
}
