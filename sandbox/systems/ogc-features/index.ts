import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SandboxSystem } from '../../system.js';
import type { World } from '../../world/types.js';
import { QueryFault } from '../land/filter.js';
import { landDataOf } from '../land/layers.js';
import { landSourceOptions } from '../land/source-options.js';
import { readCql2Json, readCql2Text } from './cql2-reader.js';
import { collectionDocument, collectionsDocument, conformance, landingPage, type Collections } from './documents.js';
import { contentCrs, itemsAnswer, type ItemsScope } from './items.js';

/** A land system on OGC API Features, with CQL2 filters as pygeoapi takes them: text in the address, JSON in a body. */
export const ogcFeaturesSystem = (world: World, id: string, jurisdictions: readonly string[]): SandboxSystem => {
  const { prefixes, options } = landSourceOptions(world, jurisdictions);
  return {
    basePath: '/ogc',
    source: {
      id,
      system: 'ogc-features',
      jurisdictions: [...jurisdictions],
      prefixes,
      options: { ...options, layers: { parcels: 'thua-dat', zones: 'quy-hoach', statistics: 'thong-ke-dat-dai' } },
    },
    register: (app) => registerOgcFeatures(app, world, jurisdictions),
  };
};

class NotFound extends Error {}

function registerOgcFeatures(app: FastifyInstance, world: World, jurisdictions: readonly string[]): void {
  const data = landDataOf(world, jurisdictions);
  const collections: Collections = new Map([
    ['thua-dat', data.parcels],
    ['quy-hoach', data.plan],
    ['thong-ke-dat-dai', data.statistics],
  ]);
  const layerOf = (request: FastifyRequest) => {
    const { collection } = request.params as { collection: string };
    const layer = collections.get(collection);
    if (!layer) throw new NotFound('no such collection');
    return { collection, layer };
  };
  const scopeOf = (request: FastifyRequest): ItemsScope => ({
    data,
    ...layerOf(request),
    origin: `http://${request.headers.host}/ogc`,
  });

  app.addContentTypeParser('application/query-cql-json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.setErrorHandler(async (error, _request, reply) => {
    const status = error instanceof NotFound ? 404 : error instanceof QueryFault ? 400 : 500;
    const detail = error instanceof Error && status < 500 ? error.message : 'the request cannot be carried out';
    await reply
      .status(status)
      .type('application/problem+json')
      .send(JSON.stringify({ title: 'Request refused', status, detail }));
  });
  app.get('/ogc/', async () => landingPage);
  app.get('/ogc/conformance', async () => conformance);
  app.get('/ogc/collections', async () => collectionsDocument(data, collections));
  app.get('/ogc/collections/:collection', (request, reply) => {
    const { collection, layer } = layerOf(request);
    return reply.send(collectionDocument(data, collection, layer));
  });
  app.get('/ogc/collections/:collection/items', async (request, reply) => {
    const query = request.query as Record<string, string>;
    const scope = scopeOf(request);
    const filter = query['filter'] === undefined ? null : readCql2Text(query['filter'], scope);
    await sendItems(reply, query, itemsAnswer(scope, query, filter, { linked: true }));
  });
  app.post('/ogc/collections/:collection/items', async (request, reply) => {
    const query = request.query as Record<string, string>;
    const scope = scopeOf(request);
    const filter = readCql2Json(String(request.body), scope);
    await sendItems(reply, query, itemsAnswer(scope, query, filter, { linked: false }));
  });
}

const sendItems = (reply: FastifyReply, query: Record<string, string>, items: object) =>
  reply.type('application/geo+json').header('content-crs', contentCrs(query)).send(JSON.stringify(items));
