import { expect } from '@jest/globals';
import http from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { CallContext } from '../../../gateway/engine/engine.js';
import { callOverHttp, type HttpCallOptions } from '../../../gateway/subgraph-call/http.js';

export type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

/** A server that is a subgraph as a test wants it, at a free port of this machine. */
export interface SubgraphServer {
  readonly url: string;
  readonly port: number;
  /** Connections that were opened so far. */
  readonly connections: () => number;
  answerWith(handler: Handler): void;
  close(): Promise<void>;
}

export async function startSubgraphServer(): Promise<SubgraphServer> {
  let handler: Handler = (_request, response) => sendJson(response, { data: {} });
  let opened = 0;
  const server = http.createServer((request, response) => handler(request, response));
  server.on('connection', () => opened++);
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    port,
    connections: () => opened,
    answerWith: (next) => void (handler = next),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

export const sendJson = (response: http.ServerResponse, body: unknown, headers: http.OutgoingHttpHeaders = {}) =>
  void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

/** Sends these very bytes as the answer, and no more. */
export const sendRaw =
  (text: string): Handler =>
  (_request, response) => {
    (response.socket as Socket).end(text.replaceAll('\n', '\r\n'));
  };

/** Asks one question of `url`, with nobody's name, and closes the connections again. */
export async function askOnce(url: string, options: Partial<HttpCallOptions> = {}, context: Partial<CallContext> = {}) {
  const call = callOverHttp('far', url, { timeoutMs: 5_000, secret: null, ...options });
  try {
    return await call({ query: '{ field }' }, { caller: null, signal: new AbortController().signal, ...context });
  } finally {
    await call.close();
  }
}

/** What a subgraph refuses, in the gateway's words. */
export const refused = (code: string) => ({
  data: null,
  errors: [{ message: expect.any(String), extensions: { code, source: 'far' } }],
});

/** A fault as the gateway tells of it: the subgraph itself gave no answer. */
export const failed = (code: string) => ({ ...refused(code), unanswered: true });
