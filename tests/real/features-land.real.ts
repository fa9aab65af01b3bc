import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SourceConfig } from '../../core/sources.js';
import { createWorld } from '../../sandbox/world/index.js';
import { createOgcFeaturesParcelSource } from '../../subgraphs/land/parcel-source.ogc-features.js';
import type { ParcelSource } from '../../subgraphs/land/parcel-source.js';
import { columnsOf, geoDataOf, geoOptions, type GeoData } from './geo-layers.js';
import { loadTables } from './geo-postgis.js';
import { landContract } from './land-contract.js';

const { FEATURES_URL: url = '', FEATURES_DATABASE: database = '' } = process.env;
const jurisdictions = ['dong-ha'];
const world = createWorld({ scale: 0.3 });
const inZone = geoDataOf(world, jurisdictions);
const inWgs84 = geoDataOf(world, jurisdictions, { wgs84: true });

function open(data: GeoData, options: Record<string, unknown> = {}): ParcelSource {
  const collection = (name: string) => `public.e${data.epsg}_${name}`;
  return createOgcFeaturesParcelSource(
    SourceConfig.parse({
      id: 'land-features',
      system: 'ogc-features',
      jurisdictions,
      url,
      timeoutMs: 20_000,
      options: {
        ...geoOptions(world, jurisdictions, data),
        dialect: 'pg_featureserv',
        columns: columnsOf(data),
        // So that there is more than one page.
        pageSize: 100,
        layers: { parcels: collection('thuadat'), zones: collection('quyhoach'), statistics: collection('thongkedatdai') },
        ...options,
      },
    }),
  );
}

beforeAll(() => loadTables(database, [inZone, inWgs84]));

for (const data of [inZone, inWgs84]) {
  let source: ParcelSource;
  beforeAll(() => {
    source = open(data);
  });
  afterAll(() => source.close());
  const name = `pg_featureserv, a table in EPSG:${data.epsg},`;
  landContract({ name, world, jurisdictions, source: () => source, byUser: false });
}

describe('pg_featureserv', () => {
  const [first] = inZone.layers[0]!.collection.features;
  const query = { select: { by: 'code', codes: [String(first!.properties['MaThuaDat'])] }, withUsers: false } as const;
  const failed = (code: string) => ({ code, extensions: { source: 'land-features' } });

  async function read(options: Record<string, unknown>) {
    const source = open(inZone, options);
    try {
      return await source.find(query);
    } finally {
      await source.close();
    }
  }

  test('is not asked for the parcels of a person: it would want them in the address', async () => {
    const source = open(inZone);
    const personal = { select: { by: 'user', personalIds: ['040199000001'] }, withUsers: true } as const;
    await expect(source.find(personal)).rejects.toMatchObject(failed('SOURCE_UNAVAILABLE'));
    await source.close();
  });

  test('gives the same places in whichever zone it is asked for', async () => {
    const [[asked], [other]] = [await read({}), await read({ epsg: 9211 })];
    expect(other!.geometry).toEqual(asked!.geometry);
  });

  test.each([
    [
      'a collection',
      { layers: { parcels: 'public.none', zones: 'public.none', statistics: 'public.none' } },
      'SOURCE_UNAVAILABLE',
    ],
    ['a column', { columns: {} }, 'SOURCE_UNAVAILABLE'],
    ['coordinates', { dialect: 'standard' }, 'SOURCE_UNAVAILABLE'],
  ])('asked for %s that it has not, is at fault: that is not none', async (_what, options, code) => {
    await expect(read(options)).rejects.toMatchObject(failed(code));
  });
});
