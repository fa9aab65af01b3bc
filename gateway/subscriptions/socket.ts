import type { WebSocket } from '@fastify/websocket';
import type { FastifyRequest } from 'fastify';
import { CloseCode, type Server } from 'graphql-ws';
import { describeError, type Log } from '../../core/log.js';

/** What stands for a connection, besides what the protocol knows of it. */
export interface Extra {
  readonly socket: WebSocket;
  readonly request: FastifyRequest;
}

/**
 * Gives the protocol a WebSocket to speak over. Instead of the adapter that graphql-ws has: that one writes every broken frame of a client
 * to standard error. A client that answers no ping within `heartbeatMs` is gone, be it that it has stopped to read.
 */
export function speakOver<E extends Extra>(server: Server<E>, extra: E, heartbeatMs: number, log: Log): void {
  const { socket } = extra;
  const closed = server.opened(
    {
      protocol: socket.protocol,
      send: (text) =>
        new Promise((resolve) => {
          // Kept once the text is on its way, which for a slow reader takes a while; and at once where nobody reads any more.
          if (socket.readyState === socket.OPEN) socket.send(text, () => resolve());
          else resolve();
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) =>
        socket.on('message', (message: Buffer) => {
          take(String(message)).catch((error: unknown) => {
            log.error(describeError(error), 'a message over a WebSocket could not be taken');
            socket.close(CloseCode.InternalServerError, 'Internal server error');
          });
        }),
    },
    extra,
  );
  const stop = keepAlive(socket, heartbeatMs);
  socket.once('close', (code: number, reason: Buffer) => {
    stop();
    void closed(code, String(reason));
  });
}

function keepAlive(socket: WebSocket, heartbeatMs: number): () => void {
  let answered = true;
  socket.on('pong', () => void (answered = true));
  const beat = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    return socket.ping();
  }, heartbeatMs);
  return () => clearInterval(beat);
}
