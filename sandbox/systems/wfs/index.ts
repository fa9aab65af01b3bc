import type { FastifyInstance } from 'fastify';
import type { SandboxSystem } from '../../system.js';
import type { World } from '../../world/types.js';
import { QueryFault } from '../land/filter.js';
import { landDataOf } from '../land/layers.js';
import { landSourceOptions } from '../land/source-options.js';
import { capabilities } from './capabilities.js';
import { exceptionReport, gmlType, WfsFault } from './exceptions.js';
import { getFeature } from './get-feature.js';
import { readKeys, readXml, type WfsRequest } from './request-reader.js';
import { wfsLayersOf } from './wfs-layers.js';

/** A land system as GeoServer publishes one: WFS 2.0 with FES 2.0 filters, geometry in the layer's own VN-2000 zone. */
export const wfsSystem = (world: World, id: string, jurisdictions: readonly string[]): SandboxSystem => {
  const { prefixes, options } = landSourceOptions(world, jurisdictions);
  return {
    basePath: '/geoserver',
    source: {
      id,
      system: 'wfs',
      jurisdictions: [...jurisdictions],
      prefixes,
      options: {
        ...options,
        path: 'wfs',
        layers: { parcels: 'land:ThuaDat', zones: 'land:QuyHoach', statistics: 'land:ThongKeDatDai' },
      },
    },
    register: (app) => registerWfs(app, world, jurisdictions),
  };
};

function registerWfs(app: FastifyInstance, world: World, jurisdictions: readonly string[]): void {
  const data = landDataOf(world, jurisdictions);
  const layers = wfsLayersOf(data);
  app.addContentTypeParser(['application/xml', 'text/xml'], { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.setErrorHandler(async (error, _request, reply) => {
    const fault = error instanceof WfsFault ? error : new WfsFault('OperationProcessingFailed', faultText(error));
    await reply.status(400).type('application/xml').send(exceptionReport(fault));
  });
  const answer = (request: WfsRequest) => {
    if (request.operation === 'GetCapabilities') return { type: gmlType, body: capabilities(layers) };
    if (request.operation === 'GetFeature') return getFeature(data, layers, request);
    throw new WfsFault('OperationNotSupported', `no operation ${request.operation}`, 'request');
  };
  app.get('/geoserver/wfs', async (request, reply) => {
    const { type, body } = answer(readKeys(request.query as Record<string, string>));
    await reply.type(type).send(body);
  });
  app.post('/geoserver/wfs', async (request, reply) => {
    const { type, body } = answer(readXml(String(request.body)));
    await reply.type(type).send(body);
  });
}

const faultText = (error: unknown) => (error instanceof QueryFault ? error.message : 'the request cannot be carried out');
