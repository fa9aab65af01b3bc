import type { FastifyInstance } from 'fastify';

/** `/health/live`: the process turns. `/health/ready`: it can answer; 503 before the supergraph is loaded and while shutting down. */
export function reportHealth(app: FastifyInstance, isReady: () => boolean): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) =>
    isReady() ? { status: 'ready' } : reply.status(503).send({ status: 'not ready' }),
  );
}
