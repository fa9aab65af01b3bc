import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SandboxSystem } from '../../system.js';
import type { World } from '../../world/types.js';
import { QueryFault } from '../land/filter.js';
import { landDataOf, type LandLayer } from '../land/layers.js';
import { landSourceOptions } from '../land/source-options.js';
import { layerDocument, maxRecordCount, serviceDocument } from './documents.js';
import { queryLayer } from './query.js';

const service = 'Land/FeatureServer';
const basePath = '/arcgis/rest/services';

/** A land system on ArcGIS Server: a FeatureServer with parcels and the land-use plan. */
export const arcgisSystem = (world: World, id: string, jurisdictions: readonly string[]): SandboxSystem => {
  const { prefixes, options } = landSourceOptions(world, jurisdictions);
  return {
    basePath,
    source: {
      id,
      system: 'arcgis',
      jurisdictions: [...jurisdictions],
      prefixes,
      options: { ...options, service, pageSize: maxRecordCount, layers: { parcels: 0, zones: 1 } },
    },
    register: (app) => registerArcgis(app, world, jurisdictions),
  };
};

function registerArcgis(app: FastifyInstance, world: World, jurisdictions: readonly string[]): void {
  const data = landDataOf(world, jurisdictions);
  const layers: readonly LandLayer[] = [data.parcels, data.plan];
  const layerOf = (request: FastifyRequest) => {
    const id = Number((request.params as { layer: string }).layer);
    const layer = layers[id];
    if (!layer) throw new QueryFault('no such layer');
    return { id, layer };
  };
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  // As the real server: "failed" is said in the body, with HTTP 200.
  app.setErrorHandler(async (error, _request, reply) => {
    const fault = error instanceof QueryFault;
    const message = fault ? 'Unable to complete operation.' : 'Unexpected error.';
    await reply.status(200).send({ error: { code: fault ? 400 : 500, message, details: fault ? [error.message] : [] } });
  });
  app.get(`${basePath}/${service}`, async () => serviceDocument(data, layers));
  app.get(`${basePath}/${service}/:layer`, async (request) => {
    const { id, layer } = layerOf(request);
    return layerDocument(id, layer);
  });
  app.route({
    method: ['GET', 'POST'],
    url: `${basePath}/${service}/:layer/query`,
    handler: async (request) => {
      const form = { ...(request.query as object), ...(request.body as object | undefined) };
      return queryLayer(data, layerOf(request).layer, form);
    },
  });
}
