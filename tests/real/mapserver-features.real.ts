import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { SourceConfig } from '../../core/sources.js';
import { createWorld } from '../../sandbox/world/index.js';
import { createOgcFeaturesParcelSource } from '../../subgraphs/land/parcel-source.ogc-features.js';
import type { ParcelSource } from '../../subgraphs/land/parcel-source.js';
import { geoDataOf, geoOptions } from './geo-layers.js';
import { layerName, writeMap } from './geo-mapfile.js';

const { MAPSERVER_URL: url = '', MAPSERVER_FOLDER: folder = '' } = process.env;
const jurisdictions = ['vinh', 'thai-hoa', 'hoang-mai'];
const world = createWorld({ scale: 0.1 });
const data = geoDataOf(world, jurisdictions, { wgs84: true });
const parcels = world.parcels.filter(({ jurisdiction }) => jurisdictions.includes(jurisdiction));
const [first] = parcels;

let source: ParcelSource;
beforeAll(() => writeMap(folder, url, [data]));
afterEach(() => source.close());

function open(address: string): ParcelSource {
  const layers = {
    parcels: layerName(4326, 'ThuaDat'),
    zones: layerName(4326, 'QuyHoach'),
    statistics: layerName(4326, 'ThongKeDatDai'),
  };
  const options = { ...geoOptions(world, jurisdictions, data), pageSize: 100, layers };
  source = createOgcFeaturesParcelSource(
    SourceConfig.parse({ id: 'land-oapif', system: 'ogc-features', jurisdictions, url: address, timeoutMs: 20_000, options }),
  );
  return source;
}

describe('OGC API Features of MapServer, which knows no filters', () => {
  test('is read by its next links, where all that it has is asked for', async () => {
    const communes = [...new Set(parcels.map(({ communeCode }) => communeCode))];
    const query = {
      select: { by: 'box', box: { west: 105, south: 18, east: 106, north: 20 } },
      communes,
      withUsers: false,
    } as const;
    const found = await open(`${url}/LAND/ogcapi`).find(query);
    expect(found.map(({ code }) => code).toSorted()).toEqual(parcels.map(({ code }) => code).toSorted());
  });

  test('is found out where it gives what the filter excludes', async () => {
    const query = { select: { by: 'code', codes: [first!.code] }, withUsers: false } as const;
    await expect(open(`${url}/LAND/ogcapi`).find(query)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
  });

  test('is not followed to another address than the configured one', async () => {
    const query = { select: { by: 'box', box: { west: 105, south: 18, east: 106, north: 20 } }, withUsers: false } as const;
    const elsewhere = url.replace('127.0.0.1', 'localhost');
    await expect(open(`${elsewhere}/LAND/ogcapi`).find(query)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
  });
});
