import { createClient, RESP_TYPES } from 'redis';
import { Reason } from '../../core/errors.js';

export type Redis = ReturnType<typeof openRedis>;

/** Binary values; no commands kept for later; a server that says nothing for 3 s is hung up on, and called again for as long as it takes. */
export function openRedis(url: string) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: 1_000,
    socket: {
      connectTimeout: 2_000,
      socketTimeout: 3_000,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 5), 1_000) + Math.random() * 100,
    },
  });
  return client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
}

/** Waits for `work` so long; rejects with `Late` then. What has arrived by then is still taken: this process may be what was slow. */
export function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => setImmediate(() => reject(new Late())), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

export class Late extends Reason {
  constructor() {
    super('no answer in time');
  }
}

/** What kind of error it is: the first word of Redis's own, such as WRONGPASS, or its code. Never its message. */
export function redisFault(error: unknown): string {
  if (error instanceof Reason) return error.message;
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error ? String(error.code) : undefined;
  return code ?? /^[A-Z]{2,}\b/.exec(error.message)?.[0] ?? error.constructor.name;
}
