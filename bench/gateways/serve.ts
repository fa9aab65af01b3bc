import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Question } from './workloads.js';

/** A subgraph that gateways are measured over. */
export interface BenchSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: GraphQLResolverMap<unknown>;
}

/** Answers; the oldest gives way, so that no workload is left to be worked out again and again. */
const remembered = 20_000;

/**
 * Serves each subgraph at `/<name>`, and at `/_requests` how many requests were answered; gives the port. What was asked once is answered
 * from memory from then on: it is the gateway that is measured.
 */
export async function serveSubgraphs(subgraphs: readonly BenchSubgraph[]): Promise<number> {
  const schemas = new Map(
    subgraphs.map(({ name, sdl, resolvers }) => [`/${name}`, buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }])]),
  );
  const answers = new LRUCache<string, Buffer>({ max: remembered });
  const answer = async (path: string, body: string): Promise<Buffer> => {
    const key = `${path} ${body}`;
    const known = answers.get(key);
    if (known) return known;
    const { query, variables } = JSON.parse(body) as Question;
    const result = await execute({ schema: schemas.get(path)!, document: parse(query), variableValues: variables });
    const bytes = Buffer.from(JSON.stringify(result));
    answers.set(key, bytes);
    return bytes;
  };
  let requests = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path === '/_requests') {
      response.end(String(requests));
      return;
    }
    requests++;
    const send = (bytes: Buffer) =>
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length }).end(bytes);
    text(request)
      .then((body) => answer(path, body))
      .then(send, () => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
