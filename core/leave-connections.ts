import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

const lookEveryMs = 50;

/**
 * Lets `app` close as soon as its last answer is given. A server that closes ends connections that are idle at that moment, and waits over a
 * minute for others: those whose answer came later, which clients keep for their next request, and those that browsers open to have at hand, on
 * which nothing was ever asked.
 */
export function leaveConnections(app: FastifyInstance): void {
  const spare = new Set<Socket>();
  const isUsed = ({ socket }: { readonly socket: Socket }) => void spare.delete(socket);
  app.server.on('connection', (socket: Socket) => {
    spare.add(socket);
    socket.once('close', () => spare.delete(socket));
  });
  app.server.on('request', isUsed);
  app.server.on('upgrade', isUsed);
  const leave = () => {
    for (const socket of spare) socket.destroy();
    app.server.closeIdleConnections();
  };
  app.addHook('preClose', () => {
    leave();
    const leaving = setInterval(leave, lookEveryMs);
    app.server.once('close', () => clearInterval(leaving));
    // Of a server that never listened nothing is heard.
    if (!app.server.listening) clearInterval(leaving);
  });
}
