import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Ends connections on which nothing was ever asked, when `app` closes. Browsers and HTTP clients open them to have them at hand; to Node they
 * are not idle, and a server that closes would wait a minute for their first request.
 */
export function endSpareConnections(app: FastifyInstance): void {
  const spare = new Set<Socket>();
  const isUsed = ({ socket }: { readonly socket: Socket }) => void spare.delete(socket);
  app.server.on('connection', (socket: Socket) => {
    spare.add(socket);
    socket.once('close', () => spare.delete(socket));
  });
  app.server.on('request', isUsed);
  app.server.on('upgrade', isUsed);
  app.addHook('preClose', () => {
    for (const socket of spare) socket.destroy();
  });
}
