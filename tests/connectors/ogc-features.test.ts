import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { NotAsked } from '../../connectors/guard/not-asked.js';
import { createHttpClient, type HttpClient } from '../../connectors/http.js';
import { createOgcFeaturesClient, type ItemsQuery, type OgcFeaturesClient } from '../../connectors/ogc-features.js';
import { SourceConfig } from '../../core/sources.js';

const Row = z.object({ code: z.string(), number: z.number().optional() });
const feature = (code: string, number?: number) => ({ type: 'Feature', geometry: null, properties: { code, number } });
const query = (codes: readonly string[], personal = false): ItemsQuery => ({
  collection: 'parcels',
  filter: { op: 'in', property: 'code', values: codes },
  properties: ['code'],
  personal,
});

let app: FastifyInstance;
let http: HttpClient;
let features: OgcFeaturesClient;
let answer: (page: number) => object;
let asked: { method: string; url: string; body: unknown }[];
let contentCrs: string | undefined;

beforeEach(async () => {
  asked = [];
  contentCrs = undefined;
  app = Fastify();
  app.addContentTypeParser('application/query-cql-json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.all('/ogc/*', async (request, reply) => {
    asked.push({ method: request.method, url: request.url, body: request.body });
    if (contentCrs !== undefined) reply.header('content-crs', contentCrs);
    return reply.type('application/geo+json').send(JSON.stringify(answer(asked.length)));
  });
  const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/ogc`;
  http = createHttpClient(SourceConfig.parse({ id: 'land', system: 'ogc-features', jurisdictions: ['hue'], url }));
  features = createOgcFeaturesClient(http, { epsg: 9214, pageSize: 2 });
});
afterEach(async () => {
  await http.close();
  await app.close();
});

const collection = (codes: readonly string[], next?: string) => ({
  type: 'FeatureCollection',
  features: codes.map((code) => feature(code)),
  links: next === undefined ? [] : [{ rel: 'next', href: next }],
});
const codesOf = async (items: ItemsQuery) => (await features.all(items, Row)).map(({ properties }) => properties.code);

describe('paging', () => {
  test('follows next links, relative or not, and asks for the layer’s own coordinates', async () => {
    const { port } = app.server.address() as { port: number };
    const links = ['items?page=2', `http://127.0.0.1:${port}/ogc/collections/parcels/items?page=3`];
    answer = (page) => collection([`${page}`], links[page - 1]?.replace('items?page=2', '/ogc/collections/parcels/items?page=2'));
    expect(await codesOf(query(['1', '2', '3']))).toEqual(['1', '2', '3']);
    expect(asked.map(({ url }) => url).slice(1)).toEqual([
      '/ogc/collections/parcels/items?page=2',
      '/ogc/collections/parcels/items?page=3',
    ]);
    expect(new URL(asked[0]!.url, 'http://x').searchParams.get('crs')).toBe('http://www.opengis.net/def/crs/EPSG/0/9214');
  });

  test.each(['http://169.254.169.254/latest', '//evil.example/ogc/x', 'http://127.0.0.1:1/ogc/x', '/admin', 'javascript:1'])(
    'does not follow a link to %s',
    async (href) => {
      answer = () => collection(['1'], href);
      await expect(codesOf(query(['1']))).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
      expect(asked).toHaveLength(1);
    },
  );

  test('goes on by number behind a full page, where the server has neither next links nor a count', async () => {
    const codes = ['1', '2', '3', '4'];
    answer = (page) => collection(codes.slice(2 * page - 2, 2 * page));
    expect(await codesOf(query(codes))).toEqual(codes);
    const offsets = asked.map(({ url }) => new URL(url, 'http://x').searchParams.get('offset'));
    expect(offsets).toEqual([null, '2', '4']);
  });

  test('does not take a full page for the whole where the server ignores numbers', async () => {
    answer = () => collection(['1', '2']);
    await expect(codesOf(query(['1', '2']))).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
    expect(asked).toHaveLength(2);
  });

  test('is over behind a full page that the count says is the last', async () => {
    answer = () => ({ ...collection(['1', '2']), numberMatched: 2 });
    expect(await codesOf(query(['1', '2']))).toEqual(['1', '2']);
    expect(asked).toHaveLength(1);
  });

  test('ends, even where the server always has a next page', async () => {
    answer = () => collection(['1'], '/ogc/collections/parcels/items?again');
    await expect(codesOf(query(['1']))).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
    expect(asked.length).toBeLessThanOrEqual(50);
  });
});

test('a page that comes again, and an end before the server’s own count, are bad data', async () => {
  const again = collection(['1', '2'], '/ogc/collections/parcels/items?offset=2');
  answer = (page) => (page === 1 ? again : collection(['1', '2']));
  await expect(codesOf(query(['1', '2']))).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
  answer = () => ({ ...collection(['1']), numberMatched: 2 });
  await expect(codesOf(query(['1']))).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
});

test('an answer in other coordinates than asked for is found out', async () => {
  answer = () => collection(['1']);
  contentCrs = '<http://www.opengis.net/def/crs/EPSG/0/9214>';
  expect(await codesOf(query(['1']))).toEqual(['1']);
  for (contentCrs of ['<http://www.opengis.net/def/crs/OGC/1.3/CRS84>', '<http://www.opengis.net/def/crs/EPSG/0/9212>'])
    await expect(codesOf(query(['1']))).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
});

test('a server that ignores the filter is found out', async () => {
  answer = () => collection(['1', 'somebody else’s']);
  await expect(codesOf(query(['1']))).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA', extensions: { source: 'land' } });
});

test('personal data stand in a body, never in an address', async () => {
  const theirs = [1, 2, 3].map((number) => feature('040199000001', number));
  answer = (page) => ({ ...collection([]), features: page === 1 ? theirs.slice(0, 2) : theirs.slice(2), numberMatched: 3 });
  expect(await codesOf(query(['040199000001'], true))).toHaveLength(3);
  expect(asked.map(({ method }) => method)).toEqual(['POST', 'POST']);
  for (const { url, body } of asked) {
    expect(url).not.toContain('0401');
    expect(body).toContain('040199000001');
  }
});

describe('a server of the dialect of pg_featureserv', () => {
  const paramsOf = (url: string) => new URL(url, 'http://x').searchParams;
  let drafted: OgcFeaturesClient;
  beforeEach(() => {
    drafted = createOgcFeaturesClient(http, { epsg: 9214, pageSize: 2, dialect: 'pg_featureserv' });
    answer = () => collection([]);
  });

  test('is asked for coordinates by number, for what INTERSECTS, and in order', async () => {
    const geometry = { type: 'Point', coordinates: [107, 16] } as const;
    await drafted.all({ ...query(['1']), filter: { op: 's_intersects', property: 'geom', geometry }, sortBy: 'code' }, Row);
    const params = paramsOf(asked[0]!.url);
    expect(params.get('crs')).toBe('9214');
    expect(params.get('filter')).toBe('INTERSECTS("geom",POINT(107 16))');
    expect(params.get('sortby')).toBe('code');
  });

  test('is sent long filters in the address: it reads none in a body', async () => {
    await drafted.all(query(Array.from({ length: 500 }, (_, at) => `w774hreq${at}`)), Row);
    expect(asked).toMatchObject([{ method: 'GET' }]);
  });

  test('is not asked at all where the filter holds personal data', async () => {
    for (const read of [
      drafted.all(query(['040199000001'], true), Row),
      drafted.page(query(['040199000001'], true), { offset: 0, limit: 2 }, Row),
    ])
      await expect(read).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', originalError: expect.any(NotAsked) });
    expect(asked).toEqual([]);
  });
});

test('a geometry that a table’s rows have is not read', async () => {
  answer = () => ({ ...collection([]), features: [{ ...feature('1'), geometry: { type: 'Point', coordinates: [1, 2] } }] });
  await expect(codesOf(query(['1']))).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
  expect(await codesOf({ ...query(['1']), table: true })).toEqual(['1']);
});

test('only a server that sorts is asked to', async () => {
  answer = () => collection([]);
  await codesOf({ ...query(['1']), sortBy: 'code' });
  expect(asked[0]!.url).not.toContain('sortby');
});

test('a long filter is posted', async () => {
  answer = () => collection([]);
  await codesOf(query(Array.from({ length: 500 }, (_, at) => `w774hreq${at}`)));
  expect(asked).toMatchObject([{ method: 'POST' }]);
});
