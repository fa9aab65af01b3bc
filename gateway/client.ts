import type { FastifyReply } from 'fastify';

/** Who waits for an answer. */
export interface Client {
  /** Calls `then` once the client is gone before the answer. What it returns ends the watch. */
  whenGone(then: () => void): () => void;
}

/** The client of a request: gone when its connection is. */
export const clientOf = ({ raw }: FastifyReply): Client => ({
  whenGone(then) {
    if (raw.destroyed) then();
    raw.once('close', then);
    return () => void raw.off('close', then);
  },
});
