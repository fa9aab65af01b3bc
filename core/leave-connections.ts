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
  // After what has arrived is read: a question may stand on a connection that no question was seen on yet.
  const leave = () =>
    setImmediate(() => {
      for (const socket of spare) socket.destroy();
    });
  app.addHook('preClose', () => {
    if (!app.server.listening) return;
    // Counted from the end of each answer; 0 would be for ever.
    app.server.keepAliveTimeout = 1;
    const leaving = setInterval(leave, lookEveryMs);
    app.server.once('close', () => clearInterval(leaving));
  });
}
