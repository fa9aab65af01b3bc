import { errors, type Dispatcher } from 'undici';
import { readHead, type Coding, type Headers, type Reply } from './reply.js';
import type { Fault } from './trusted.js';
import type { Watch } from './watch.js';

export interface Posted {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** May share a connection of HTTP/2 with others under way. */
  readonly idempotent: boolean;
}

export interface Limits {
  readonly maxBytes: number;
  /** Milliseconds since the epoch. */
  readonly until: number;
  readonly signal: AbortSignal;
  readonly watch: Watch;
}

/** Of a reply that is refused by its head so much is read to keep the connection; one that has more is cut off with it. */
const maxIgnored = 64 * 1024;

/**
 * Posts once, follows nothing, and never rejects. Whoever waits is told at the deadline, or when the signal has fired; the connection is
 * closed then, so that the subgraph hears of it.
 */
export const post = (dispatcher: Dispatcher, request: Posted, limits: Limits): Promise<Reply | Fault> =>
  new Promise((resolve) => {
    const handler = receive(limits, resolve);
    try {
      dispatcher.dispatch({ method: 'POST', ...request }, handler);
    } catch (error) {
      handler.onResponseError(null, error as Error);
    }
  });

function receive({ maxBytes, until, signal, watch }: Limits, settle: (outcome: Reply | Fault) => void) {
  const chunks: Buffer[] = [];
  let size = 0;
  let coding: Coding | null = null;
  let fault: Fault | null = null;
  let exchange: Dispatcher.DispatchController | null = null;

  function fail(because: Fault): void {
    fault ??= because;
    chunks.length = 0;
    settle(fault);
  }
  function cutOff(because: Fault): void {
    fail(because);
    exchange?.abort(new errors.InformationalError('given up'));
  }
  const end = watch.begin({ until, signal, giveUp: () => cutOff('SOURCE_TIMEOUT') });

  return {
    onRequestStart(controller: Dispatcher.DispatchController) {
      // Comes a second time where a connection was lost on the way: what was sent once may have been done. A throw here, other than an
      // abort, leaves the connection to others.
      if (exchange || fault) throw new errors.InformationalError('not sent');
      exchange = controller;
    },
    onResponseStart(_controller: unknown, status: number, headers: Headers) {
      if (status < 200) return;
      const head = readHead(status, headers);
      if ('fault' in head) fault = head.fault;
      else if (Number(headers['content-length']) > maxBytes) cutOff('SOURCE_BAD_DATA');
      else coding = head.coding;
    },
    onResponseData(_controller: unknown, chunk: Buffer) {
      size += chunk.length;
      if (size > (fault ? maxIgnored : maxBytes)) cutOff('SOURCE_BAD_DATA');
      else if (!fault) chunks.push(chunk);
    },
    onResponseEnd() {
      end();
      settle(fault ?? { body: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks), coding });
    },
    onResponseError(_controller: unknown, _error: Error) {
      end();
      fail('SOURCE_UNAVAILABLE');
    },
  };
}
