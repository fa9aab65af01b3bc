import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { LaterParts } from './fetch-in-parts.js';
import { multipartText, multipartType, type MultipartOptions } from './multipart.js';

/** A reader that takes nothing for so long is gone. */
const silenceMs = 30_000;
const inParts = /multipart\/mixed\s*;[^,]*deferspec=20220824/i;
const parts = new WeakMap<FastifyRequest, LaterParts>();

/** Does the client read answers in parts? */
export const readsParts = ({ headers }: FastifyRequest): boolean => inParts.test(headers.accept ?? '');

/** Says that parts follow the answer to a request. */
export const follow = (request: FastifyRequest, later: LaterParts): void => void parts.set(request, later);

/**
 * Sends what follows an answer after it, as parts of one body. To be called after whatever else looks at answers before they leave: what is
 * refused there is followed by nothing.
 */
export function sendParts(app: FastifyInstance, options: MultipartOptions): void {
  app.addHook('preHandler', async (request) => {
    const { accept } = request.headers;
    // What is not answered in parts, a refusal too, is JSON; to the letter it would not be accepted.
    if (accept !== undefined && readsParts(request) && !/json|\*\/\*/.test(accept))
      request.headers.accept = `${accept}, application/json`;
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const following = parts.get(request);
    if (!following) return payload;
    parts.delete(request);
    const { later } = following;
    if (reply.statusCode !== 200 || typeof payload !== 'string' || reply.raw.destroyed) {
      later.stop();
      return payload;
    }
    reply.raw.once('close', () => later.stop());
    reply.raw.setTimeout(silenceMs, () => void reply.raw.destroy());
    reply.header('content-type', multipartType).removeHeader('content-length');
    return Readable.from(multipartText(payload, following, options), { objectMode: false, highWaterMark: 1 });
  });
}
