import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/http';
import { readText } from '../../../core/read-text.js';
import { link, type SmallSubgraph } from '../small-federation.js';

/** Listens on a free port of this machine, and counts the streams that are open. */
export async function listening(answer: (request: IncomingMessage, response: ServerResponse) => unknown) {
  let streams = 0;
  const server = createServer((request, response) => {
    if (request.headers.accept === 'text/event-stream') {
      streams++;
      response.once('close', () => streams--);
    }
    void answer(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    streams: () => streams,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

/** A small subgraph in another process, as far as its callers can tell: JSON, and the event streams of graphql-sse's own server. */
export function httpSubgraph({ sdl, resolvers }: SmallSubgraph) {
  const schema = buildSubgraphSchema([{ typeDefs: parse(link + sdl), resolvers: resolvers as never }]);
  const events = createHandler({ schema });
  return listening(async (request, response) => {
    if (request.headers.accept === 'text/event-stream') return events(request, response);
    const { query, variables } = JSON.parse(await readText(request, 1e6)) as {
      query: string;
      variables?: Record<string, unknown>;
    };
    const result = await graphql({ schema, source: query, variableValues: variables });
    return response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  });
}
