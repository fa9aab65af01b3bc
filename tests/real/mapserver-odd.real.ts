import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { SourceConfig } from '../../core/sources.js';
import { createWorld } from '../../sandbox/world/index.js';
import { createWfsParcelSource } from '../../subgraphs/land/parcel-source.wfs.js';
import type { ParcelSource } from '../../subgraphs/land/parcel-source.js';
import { columnsOf, geoDataOf, geoOptions, type GeoData } from './geo-layers.js';
import { layerName, writeMap } from './geo-mapfile.js';

const { MAPSERVER_URL: url = '', MAPSERVER_FOLDER: folder = '' } = process.env;
const world = createWorld({ scale: 0.1 });
const jurisdictions = ['dong-hoi'];
const whole = geoDataOf(world, jurisdictions);
const [bare, second] = world.parcels.filter(({ jurisdiction }) => jurisdiction === 'dong-hoi');
const kept = new Set(['MaThuaDat', 'MaXa', 'SoHieuToBanDo', 'SoThuTuThua']);

/** A layer as provinces keep one: columns in small letters, numbers that are text, and a parcel of which only its number is recorded. */
const asProvincesKeepIt: GeoData = {
  ...whole,
  layers: whole.layers.map((layer) => ({
    ...layer,
    collection: {
      ...layer.collection,
      features: layer.collection.features.map((feature) => ({ ...feature, properties: untidy(feature.properties) })),
    },
  })),
};

function untidy(row: Record<string, string | number | null>) {
  const texts = { ...row, ...('SoHieuToBanDo' in row && { SoHieuToBanDo: String(row['SoHieuToBanDo']) }) };
  const isBare = row['MaThuaDat'] === bare!.code;
  return Object.fromEntries(
    Object.entries(texts).map(([name, value]) => [name.toLowerCase(), isBare && !kept.has(name) ? null : value]),
  );
}

let source: ParcelSource;
function open(options: Record<string, unknown> = {}): ParcelSource {
  const layers = {
    parcels: layerName(9211, 'ThuaDat'),
    zones: layerName(9211, 'QuyHoach'),
    statistics: layerName(9211, 'ThongKeDatDai'),
  };
  const columns = columnsOf(whole);
  const usual = { columns, path: '?map=LAND', outputFormat: 'geojson', geometryField: 'msGeometry', layers };
  source = createWfsParcelSource(
    SourceConfig.parse({
      id: 'land-mapserver',
      system: 'wfs',
      jurisdictions,
      url,
      timeoutMs: 20_000,
      options: { ...geoOptions(world, jurisdictions, whole), ...usual, ...options },
    }),
  );
  return source;
}
beforeAll(() => writeMap(folder, url, [asProvincesKeepIt]));
afterEach(() => source.close());

const query = { select: { by: 'code', codes: [bare!.code, second!.code] }, withUsers: true } as const;
const failed = (code: string) => ({ code, extensions: { source: 'land-mapserver' } });

describe('MapServer', () => {
  test('gives a parcel of which little is recorded, as one of which little is known', async () => {
    const found = await open().find({ ...query, select: { by: 'code', codes: [bare!.code] } });
    expect(found).toMatchObject([{ areaM2: null, landUses: [], address: null, certified: null, users: [] }]);
  });

  test('finds by numbers that are kept as text', async () => {
    const found = await open().find({ select: { by: 'number', numbers: [second!] }, withUsers: false });
    expect(found.map(({ code, sheetNumber }) => ({ code, sheetNumber }))).toEqual([
      { code: second!.code, sheetNumber: second!.sheetNumber },
    ]);
  });

  test('gives the same places in whichever zone it is asked for', async () => {
    const [first] = await open().find(query);
    await source.close();
    const [again] = await open({ epsg: 9212 }).find(query);
    expect(again!.geometry).toEqual(first!.geometry);
  });

  test('asked for no coordinates by name, gives its own, which are not taken for the layer’s', async () => {
    const [parcel] = await open({ srsName: null }).find(query);
    expect(parcel!.geometry).toMatchObject(failed('SOURCE_BAD_DATA'));
  });

  test.each([
    ['a layer', { layers: { parcels: 'none', zones: 'none', statistics: 'none' } }],
    ['coordinates', { srsName: 'urn:ogc:def:crs:EPSG::404001' }],
    ['a format', { outputFormat: 'application/json' }],
    ['a column', { geometryField: 'geom' }],
  ])('asked for %s that it has not, is at fault: that is not none', async (_what, options) => {
    await expect(open(options).find(query)).rejects.toMatchObject(failed('SOURCE_UNAVAILABLE'));
  });

  test.each([
    ['GML', { outputFormat: 'application/gml+xml; version=3.2' }],
    ['a page for people', { path: '?map=NONE' }],
  ])('that gives %s is at fault', async (_what, options) => {
    await expect(open(options).find(query)).rejects.toMatchObject(failed('SOURCE_BAD_DATA'));
  });
});
