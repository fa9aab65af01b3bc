import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { whereOver } from '../../connectors/arcgis-where.js';
import { createArcgisClient, type ArcgisClient } from '../../connectors/arcgis.js';
import { createHttpClient, type HttpClient } from '../../connectors/http.js';
import { SourceConfig } from '../../core/sources.js';

const Row = z.object({ code: z.string() });
const query = { layer: 0, where: whereOver(['code']).isIn('code', ['040199000001']), outFields: ['code'] };

let app: FastifyInstance;
let http: HttpClient;
let arcgis: ArcgisClient;
let answer: (form: URLSearchParams) => object;
let asked: { method: string; url: string }[];

beforeEach(async () => {
  asked = [];
  app = Fastify();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  app.all('/*', async (request) => {
    asked.push({ method: request.method, url: request.url });
    return answer(new URLSearchParams(String(request.body)));
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  http = createHttpClient(SourceConfig.parse({ id: 'land', system: 'arcgis', jurisdictions: ['hue'], url }));
  arcgis = createArcgisClient(http, { service: 'Land/FeatureServer', epsg: 9214, pageSize: 2 });
});
afterEach(async () => {
  await http.close();
  await app.close();
});

const row = (code: string) => ({ attributes: { code } });

test('a query is a posted form: its filter never stands in the address', async () => {
  answer = (form) => ({ features: form.get('where')!.includes('040199000001') ? [row('1')] : [] });
  expect(await arcgis.all(query, Row)).toEqual([{ attributes: { code: '1' }, rings: null }]);
  expect(asked).toEqual([{ method: 'POST', url: '/Land/FeatureServer/0/query' }]);
});

test('pages are read while the server says there is more', async () => {
  answer = (form) => {
    const offset = Number(form.get('resultOffset'));
    return { features: [row(String(offset))], exceededTransferLimit: offset < 2 };
  };
  expect((await arcgis.all(query, Row)).map(({ attributes }) => attributes.code)).toEqual(['0', '1', '2']);
});

test.each([
  ['go on for ever', () => [row(`${asked.length}`)], 50],
  ['come again', () => [row('1')], 2],
  ['are empty, with more to come', () => [], 1],
])('pages that %s are bad data', async (_what, features, requests) => {
  answer = () => ({ features: features(), exceededTransferLimit: true });
  await expect(arcgis.all(query, Row)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
  expect(asked).toHaveLength(requests);
});

test('an answer in other coordinates than asked for is bad data', async () => {
  answer = () => ({ features: [row('1')], spatialReference: { wkid: 102_100, latestWkid: 9214 } });
  expect(await arcgis.all(query, Row)).toHaveLength(1);
  answer = () => ({ features: [row('1')], spatialReference: { wkid: 4326 } });
  await expect(arcgis.all(query, Row)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
});

test('empty rings are left out; one of two corners is bad data', async () => {
  const ring = [
    [0, 0],
    [0, 9],
    [9, 9],
    [0, 0],
  ];
  const withRings = (...rings: number[][][]) => ({ features: [{ ...row('1'), geometry: { rings } }] });
  answer = () => withRings([], ring);
  expect((await arcgis.all(query, Row))[0]?.rings).toEqual([ring]);
  answer = () => withRings([]);
  expect((await arcgis.all(query, Row))[0]?.rings).toBeNull();
  answer = () => withRings(ring.slice(0, 2));
  await expect(arcgis.all(query, Row)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
});

test('an error said with HTTP 200 is an error, without its words', async () => {
  answer = () => ({ error: { code: '400', message: 'Nguyễn Văn A', details: [] }, features: [] });
  for (const read of [() => arcgis.all(query, Row), () => arcgis.count(query)]) {
    const error: unknown = await read().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE', extensions: { source: 'land' } });
    expect(String(error)).not.toContain('Nguyễn');
  }
});

test('groups cut short are bad data, not wrong sums', async () => {
  answer = () => ({ features: [row('1')], exceededTransferLimit: true });
  const grouped = { layer: 0, where: query.where, groupBy: ['code'], statistics: [] };
  await expect(arcgis.grouped(grouped, Row)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
});
