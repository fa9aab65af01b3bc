import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { landSystems } from '../../sandbox/systems/land/index.js';
import { startSystem, type RunningSystem } from '../../sandbox/system.js';
import { createWorld, wellKnown } from '../../sandbox/world/index.js';

const world = createWorld({ scale: 0.1 });
const of = (slugs: readonly string[]) => world.parcels.filter(({ jurisdiction }) => slugs.includes(jurisdiction));
const running = new Map<string, RunningSystem>();

beforeAll(async () => {
  for (const system of landSystems(world)) running.set(system.source.id, await startSystem(system, { latencyMs: 0 }));
});
afterAll(async () => {
  await Promise.all([...running.values()].map((system) => system.close()));
});

const fetchFrom = (id: string, path: string, init?: RequestInit) => fetch(`${running.get(id)!.source.url}${path}`, init);

interface Collection {
  numberMatched?: number;
  features: { id: string; geometry: { coordinates: number[][][] } | null; properties: Record<string, unknown> }[];
  links: { rel: string; href: string }[];
}
const collection = async (response: Response) => (await response.json()) as Collection;

test('each source says what it holds: prefixes, extent, communes', () => {
  for (const { source } of running.values()) {
    for (const { code, communeCode } of of(source.jurisdictions)) {
      expect(source.prefixes!.some((prefix) => code.startsWith(prefix))).toBe(true);
      const communes = source.options!['communes'] as Record<string, string[]>;
      expect(Object.values(communes).flat()).toContain(communeCode);
    }
  }
  const [west, south, east, north] = running.get('land-nghe-an')!.source.options!['extent'] as [number, number, number, number];
  expect(wellKnown.lon).toBeGreaterThan(west);
  expect(wellKnown.lon).toBeLessThan(east);
  expect(wellKnown.lat).toBeGreaterThan(south);
  expect(wellKnown.lat).toBeLessThan(north);
});

describe('WFS', () => {
  const keys = (more: Record<string, string>) =>
    `/wfs?${new URLSearchParams({ service: 'WFS', version: '2.0.0', request: 'GetFeature', typeNames: 'land:ThuaDat', outputFormat: 'application/geo+json', ...more }).toString()}`;
  const get = (more: Record<string, string>) => fetchFrom('land-nghe-an', keys(more));
  const filter = (inner: string) =>
    `<fes:Filter xmlns:fes="http://www.opengis.net/fes/2.0" xmlns:gml="http://www.opengis.net/gml/3.2">${inner}</fes:Filter>`;
  const at = (srsName: string, position: string) =>
    filter(
      `<fes:Intersects><fes:ValueReference>geom</fes:ValueReference><gml:Point srsName="${srsName}"><gml:pos>${position}</gml:pos></gml:Point></fes:Intersects>`,
    );

  test('tells its feature types', async () => {
    const response = await fetchFrom('land-nghe-an', '/wfs?service=WFS&request=GetCapabilities');
    expect(await response.text()).toContain('<wfs:Name>land:ThuaDat</wfs:Name>');
  });

  test('pages in the layer’s own zone, and counts by hits', async () => {
    const page = await collection(await get({ count: '3', startIndex: '2' }));
    expect(page.features).toHaveLength(3);
    expect(page.numberMatched).toBeUndefined();
    expect(page.features[0]!.geometry!.coordinates[0]![0]![0]).toBeGreaterThan(500_000);
    const hits = await (await get({ resultType: 'hits' })).text();
    expect(hits).toContain(`numberMatched="${of(['vinh', 'thai-hoa', 'hoang-mai']).length}"`);
  });

  test.each([
    ['latitude first in the urn form', 'urn:ogc:def:crs:EPSG::4326', `${wellKnown.lat} ${wellKnown.lon}`],
    ['longitude first in the short form', 'EPSG:4326', `${wellKnown.lon} ${wellKnown.lat}`],
  ])('finds a place: %s', async (_what, srsName, position) => {
    const { features } = await collection(await get({ filter: at(srsName, position) }));
    expect(features.map(({ properties }) => properties['MaThuaDat'])).toEqual([wellKnown.parcelCode]);
  });

  test('reads ids, boxes, property names and other coordinates', async () => {
    const byId = await collection(await get({ resourceId: 'ThuaDat.1,ThuaDat.3', propertyName: 'MaThuaDat' }));
    expect(byId.features.map(({ id }) => id)).toEqual(['ThuaDat.1', 'ThuaDat.3']);
    expect(byId.features[0]).toMatchObject({ geometry: null, properties: { MaThuaDat: expect.any(String) as unknown } });
    expect(Object.keys(byId.features[0]!.properties)).toEqual(['MaThuaDat']);
    const box = [wellKnown.lat - 1e-5, wellKnown.lon - 1e-5, wellKnown.lat + 1e-5, wellKnown.lon + 1e-5];
    const boxed = await collection(await get({ bbox: `${box.join(',')},urn:ogc:def:crs:EPSG::4326`, srsName: 'EPSG:4326' }));
    expect(boxed.features.map(({ properties }) => properties['MaThuaDat'])).toEqual([wellKnown.parcelCode]);
    expect(boxed.features[0]!.geometry!.coordinates[0]![0]![0]).toBeCloseTo(wellKnown.lon, 2);
  });

  test('says no with an exception report', async () => {
    for (const wrong of [
      { typeNames: 'land:x' },
      { outputFormat: 'shp' },
      { count: '-1' },
      { filter: '<a' },
      { filter: filter('<fes:PropertyIsLike/>') },
      { request: 'Transaction' },
    ]) {
      const response = await get(wrong);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('<ows:ExceptionReport');
    }
  });
});

describe('OGC API Features', () => {
  const items = '/collections/thua-dat/items';
  const all = of(['dong-ha']);

  test('tells what it conforms to, and its collections', async () => {
    const { conformsTo } = (await (await fetchFrom('land-dong-ha', '/conformance')).json()) as { conformsTo: string[] };
    expect(conformsTo).toContain('http://www.opengis.net/spec/cql2/1.0/conf/cql2-text');
    const { collections } = (await (await fetchFrom('land-dong-ha', '/collections')).json()) as { collections: { id: string }[] };
    expect(collections.map(({ id }) => id)).toEqual(['thua-dat', 'quy-hoach', 'thong-ke-dat-dai']);
    expect((await fetchFrom('land-dong-ha', '/collections/x/items')).status).toBe(404);
  });

  test('pages by next links', async () => {
    const seen: string[] = [];
    let next: string | undefined = `${running.get('land-dong-ha')!.source.url}${items}?limit=20`;
    while (next !== undefined) {
      const page = await collection(await fetch(next));
      expect(page.numberMatched).toBe(all.length);
      seen.push(...page.features.map(({ properties }) => String(properties['MaThuaDat'])));
      next = page.links.find(({ rel }) => rel === 'next')?.href;
    }
    expect(seen.toSorted()).toEqual(all.map(({ code }) => code).toSorted());
  });

  test('filters by property, box, CQL2 text and CQL2 JSON', async () => {
    const { code, communeCode } = all[0]!;
    const byProperty = await collection(await fetchFrom('land-dong-ha', `${items}?MaXa=${communeCode}`));
    expect(byProperty.numberMatched).toBe(all.filter((parcel) => parcel.communeCode === communeCode).length);
    const text = encodeURIComponent(`MaThuaDat IN ('${code}') AND MaXa = '${communeCode}'`);
    const byText = await collection(await fetchFrom('land-dong-ha', `${items}?filter-lang=cql2-text&filter=${text}`));
    expect(byText.numberMatched).toBe(1);
    const [x, y] = byText.features[0]!.geometry!.coordinates[0]![0]!;
    expect(
      (await collection(await fetchFrom('land-dong-ha', `${items}?bbox=${x! - 1e-6},${y! - 1e-6},${x! + 1e-6},${y! + 1e-6}`)))
        .numberMatched,
    ).toBe(1);
    const body = JSON.stringify({ op: 'in', args: [{ property: 'MaThuaDat' }, [code]] });
    const init = { method: 'POST', headers: { 'content-type': 'application/query-cql-json' }, body };
    expect((await collection(await fetchFrom('land-dong-ha', items, init))).numberMatched).toBe(1);
  });

  test('names the coordinates of its answer', async () => {
    const crs = 'http://www.opengis.net/def/crs/EPSG/0/9212';
    const crsOf = async (query: string) =>
      (await fetchFrom('land-dong-ha', `${items}?limit=1${query}`)).headers.get('content-crs');
    expect(await crsOf(`&crs=${encodeURIComponent(crs)}`)).toBe(`<${crs}>`);
    expect(await crsOf('')).toBe('<http://www.opengis.net/def/crs/OGC/1.3/CRS84>');
  });

  test('refuses what it does not know', async () => {
    for (const query of [
      'ma_loai_dat=ODT',
      'filter=a%20LIKE%201',
      'filter=MaXa%20%3D',
      'limit=x',
      'crs=EPSG:1',
      'properties=x',
    ]) {
      expect((await fetchFrom('land-dong-ha', `${items}?${query}`)).status).toBe(400);
    }
  });
});

describe('ArcGIS', () => {
  const layer = '/Land/FeatureServer/0';
  const query = async (form: Record<string, string>) =>
    (await (await fetchFrom('land-hue', `${layer}/query`, { method: 'POST', body: new URLSearchParams(form) })).json()) as Record<
      string,
      unknown
    > & { features: { attributes: Record<string, unknown>; geometry: { rings: number[][][] } }[] };
  const all = of(['hue']);

  test('pages with exceededTransferLimit, and counts', async () => {
    const page = await query({ where: '1=1', outFields: 'MaThuaDat', resultRecordCount: '5', f: 'json' });
    expect(page.features).toHaveLength(5);
    expect(page['exceededTransferLimit']).toBe(true);
    expect(await query({ where: '1=1', returnCountOnly: 'true' })).toEqual({ count: all.length });
  });

  test('finds by where, ids and place; answers in Esri’s JSON or GeoJSON', async () => {
    const { code } = all[0]!;
    const { features } = await query({ where: `MaThuaDat = '${code}'`, outFields: '*' });
    expect(features[0]!.attributes['MaThuaDat']).toBe(code);
    const [x, y] = features[0]!.geometry.rings[0]![0]!;
    const geometry = JSON.stringify({ x, y });
    expect((await query({ geometry, geometryType: 'esriGeometryPoint', inSR: '9214', outFields: '*' })).features).toHaveLength(1);
    expect((await query({ objectIds: '1,2', outFields: '*' })).features).toHaveLength(2);
    const geojson = await query({ where: `MaThuaDat = '${code}'`, f: 'geojson' });
    expect(JSON.stringify(geojson)).toContain('"coordinates":[[[107.');
  });

  test('adds up by group', async () => {
    const outStatistics = JSON.stringify([
      { statisticType: 'count', onStatisticField: 'MaThuaDat', outStatisticFieldName: 'n' },
      { statisticType: 'sum', onStatisticField: 'DienTichPhapLy', outStatisticFieldName: 's' },
    ]);
    const { features } = await query({ where: '1=1', outStatistics, groupByFieldsForStatistics: 'MaXa' });
    expect(features.reduce((sum, { attributes }) => sum + Number(attributes['n']), 0)).toBe(all.length);
  });

  test('says no with HTTP 200', async () => {
    for (const form of [{ where: 'MaThuaDat = 1; DROP' }, { where: 'x = 1' }, { where: '1=1', outFields: 'x' }, {}]) {
      const response = await fetchFrom('land-hue', `${layer}/query`, {
        method: 'POST',
        body: new URLSearchParams(form as Record<string, string>),
      });
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ error: { code: 400 } });
    }
  });
});
