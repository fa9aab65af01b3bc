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
  wfs = createWfsClient(http, { path: 'wfs', pageSize: 2 });
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
    answer = () => page(['1', '2']);
    await expect(wfs.all(query, Row)).rejects.toMatchObject({ code: 'SOURCE_BAD_DATA' });
  });
});

describe('hits', () => {
  test('are read from the attribute', async () => {
    answer = () => xml('<wfs:FeatureCollection xmlns:wfs="w" numberMatched="125" numberReturned="0"/>');
    expect(await wfs.hits(query)).toBe(125);
    expect(asked[0]!.body).toContain('resultType="hits"');
  });

  test.each([exception, '<a', '{}', '<wfs:FeatureCollection numberMatched="unknown"/>'])('of %s are bad data', async (body) => {
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
