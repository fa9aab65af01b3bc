import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isIn } from '../../connectors/fes.js';
import { createHttpClient, type HttpClient } from '../../connectors/http.js';
import { createWfsClient, type WfsClient } from '../../connectors/wfs.js';
import { SourceConfig } from '../../core/sources.js';

const Row = z.object({ code: z.string() });
const query = { typeName: 'land:ThuaDat', filter: isIn('code', ['040199000001']), properties: ['code', 'geom'], sortBy: 'code' };

let app: FastifyInstance;
let http: HttpClient;
let wfs: WfsClient;
let answer: (body: string) => { status?: number; type: string; body: string };
let asked: { method: string; url: string; body: string }[];

beforeEach(async () => {
  asked = [];
  app = Fastify();
  app.addContentTypeParser('application/xml', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.all('/*', async (request, reply) => {
    const body = String(request.body);
    asked.push({ method: request.method, url: request.url, body });
    const { status = 200, type, body: text } = answer(body);
    return reply.status(status).type(type).send(text);
  });
  const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/geoserver`;
  http = createHttpClient(SourceConfig.parse({ id: 'land', system: 'wfs', jurisdictions: ['vinh'], url }));
  wfs = createWfsClient(http, { path: 'wfs', epsg: 9208, pageSize: 2 });
});
afterEach(async () => {
  await http.close();
  await app.close();
});

const page = (codes: readonly string[], more: object = {}) => ({
  type: 'application/geo+json',
  body: JSON.stringify({
    type: 'FeatureCollection',
    features: codes.map((code) => ({ type: 'Feature', geometry: null, properties: { code } })),
    ...more,
  }),
});
const xml = (body: string, status = 200) => ({ status, type: 'application/xml', body });
const exception =
  '<ows:ExceptionReport><ows:Exception exceptionCode="x"><ows:ExceptionText>Nguyễn</ows:ExceptionText></ows:Exception></ows:ExceptionReport>';

test('a query is a posted document: its filter never stands in the address', async () => {
  answer = () => page(['1']);
  await wfs.all(query, Row);
  expect(asked).toMatchObject([{ method: 'POST', url: '/geoserver/wfs' }]);
  expect(asked[0]!.body).toContain('<fes:Literal>040199000001</fes:Literal>');
  expect(asked[0]!.body).toContain('<wfs:PropertyName>code</wfs:PropertyName><wfs:PropertyName>geom</wfs:PropertyName>');
});

test('a query names the coordinates it wants, and GeoJSON, as the server does', async () => {
  answer = () => page(['1']);
  await wfs.all(query, Row);
  expect(asked[0]!.body).toContain('<wfs:Query typeNames="land:ThuaDat" srsName="urn:ogc:def:crs:EPSG::9208">');
  expect(asked[0]!.body).toContain('outputFormat="application/json"');
  const own = {
    path: 'wfs',
    epsg: 9208,
    pageSize: 2,
    srsName: 'urn:x:"404001',
    outputFormat: 'application/json; subtype=geojson',
  };
  await createWfsClient(http, own).all(query, Row);
  expect(asked[1]!.body).toContain(' srsName="urn:x:&#34;404001">');
  expect(asked[1]!.body).toContain('outputFormat="application/json; subtype=geojson"');
  await createWfsClient(http, { ...own, srsName: null }).all(query, Row);
  expect(asked[2]!.body).not.toContain('srsName');
});

describe('all pages', () => {
  test('are read until one is short, where the server does not count', async () => {
    answer = (body) => page(body.includes('startIndex="0"') ? ['1', '2'] : ['3']);
    expect((await wfs.all(query, Row)).map(({ properties }) => properties.code)).toEqual(['1', '2', '3']);
    expect(asked).toHaveLength(2);
  });

  test('are read until all are there, where it does, however short its pages', async () => {
    answer = (body) => page([/startIndex="(\d+)"/.exec(body)![1]!], { numberMatched: 3 });
    expect((await wfs.all(query, Row)).map(({ properties }) => properties.code)).toEqual(['0', '1', '2']);
  });

  test('end somewhere', async () => {
    answer = (body) => page([/startIndex="(\d+)"/.exec(body)![1]!, 'x'].map((start, at) => `${start}${at}${asked.length}`));
    await expect(wfs.all(query, Row)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
    expect(asked).toHaveLength(50);
  });

  test.each([undefined, 4])(
    'given again by a server that ignores where they start (of %s) are bad data at once',
    async (matched) => {
      answer = () => page(['1', '2'], { numberMatched: matched });
      await expect(wfs.all(query, Row)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
      expect(asked).toHaveLength(2);
    },
  );

  test('fewer than the server counts are bad data, not the whole', async () => {
    answer = (body) => page(body.includes('startIndex="0"') ? ['1', '2'] : [], { numberMatched: 5 });
    await expect(wfs.all(query, Row)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
  });

  test('may say that they are not counted', async () => {
    answer = () => page(['1'], { numberMatched: 'unknown' });
    expect(await wfs.all(query, Row)).toHaveLength(1);
  });
});

describe('hits', () => {
  test('are read from the attribute', async () => {
    answer = () => xml('<wfs:FeatureCollection xmlns:wfs="w" numberMatched="125" numberReturned="0"/>');
    expect(await wfs.hits(query)).toBe(125);
    expect(asked[0]!.body).toContain('resultType="hits"');
  });

  test('are null where the server does not know', async () => {
    answer = () => xml('<wfs:FeatureCollection numberMatched="unknown" numberReturned="0"/>');
    expect(await wfs.hits(query)).toBeNull();
  });

  test.each([exception, '<a', '{}', '<wfs:FeatureCollection numberMatched="-1"/>'])('of %s are bad data', async (body) => {
    answer = () => xml(body);
    await expect(wfs.hits(query)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
  });
});

test.each([400, 200])('an exception report with status %i is an error without its words', async (status) => {
  answer = () => xml(exception, status);
  const error: unknown = await wfs.all(query, Row).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    code: status === 400 ? 'SOURCE_UNAVAILABLE' : 'SOURCE_BAD_DATA',
    extensions: { source: 'land' },
  });
  expect(String(error)).not.toContain('Nguyễn');
});

describe('a geometry', () => {
  const feature = (geometry: unknown, crs?: string) =>
    page([], {
      features: [{ type: 'Feature', ...(geometry !== undefined && { geometry }), properties: { code: '1' } }],
      ...(crs !== undefined && { crs: { type: 'name', properties: { name: crs } } }),
    });
  const square = [
    [
      [0, 0],
      [9, 0],
      [9, 9],
      [0, 0],
    ],
  ];

  test.each([null, undefined, { type: 'Polygon', coordinates: [] }, { type: 'MultiPolygon', coordinates: [[]] }])(
    'of %j is none',
    async (geometry) => {
      answer = () => feature(geometry);
      expect(await wfs.all(query, Row)).toMatchObject([{ geometry: null, properties: { code: '1' } }]);
    },
  );

  test.each([
    { type: 'Point', coordinates: [1, 2] },
    { type: 'Polygon', coordinates: [[[0, 0]]] },
    { type: 'GeometryCollection', geometries: [] },
  ])('of %j is bad data', async (geometry) => {
    answer = () => feature(geometry);
    await expect(wfs.all(query, Row)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
  });

  test('of the rows of a table is not read, whatever it is', async () => {
    answer = () => feature({ type: 'Point', coordinates: [1, 2] });
    expect(await wfs.all({ ...query, table: true }, Row)).toMatchObject([{ geometry: null, properties: { code: '1' } }]);
  });

  test('in other coordinates than configured is bad data; a server’s own number for them is not', async () => {
    const polygon = { type: 'Polygon', coordinates: square };
    for (const crs of ['urn:ogc:def:crs:EPSG::9212', 'urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326']) {
      answer = () => feature(polygon, crs);
      await expect(wfs.all(query, Row)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
    }
    for (const crs of ['urn:ogc:def:crs:EPSG::9208', 'urn:ogc:def:crs:EPSG::404001']) {
      answer = () => feature(polygon, crs);
      expect(await wfs.all(query, Row)).toHaveLength(1);
    }
  });
});
