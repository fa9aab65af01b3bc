import http from 'node:http';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createHttpCalls } from '../../gateway/subgraph-call/http.js';
import { logInMemory } from './access-log.kit.js';
import { smallFederation } from './small-federation.js';
import { sendJson, startSubgraphServer, type SubgraphServer } from './subgraph-call/subgraph-server.js';

const sdl = 'type Query { slow: String } type Mutation { change: String }';

let server: SubgraphServer;
let app: FastifyInstance;
let log: ReturnType<typeof logInMemory>;
let url: string;
/** Kept when the gateway has seen that its client is gone. */
let goneSeen: Promise<void>;
const calls = createHttpCalls({ timeoutMs: 60_000, secret: null });

beforeEach(async () => {
  server = await startSubgraphServer();
  log = logInMemory();
  const options = { callFor: () => calls.callFor('far', server.url), accessLog: log.accessLog, timeoutMs: 60_000 };
  ({ app } = await smallFederation({ far: { sdl, resolvers: {} } }, options));
  goneSeen = new Promise((resolve) => {
    app.server.on('request', (_request, response: http.ServerResponse) => response.on('close', resolve));
  });
  url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
});
afterEach(async () => {
  await app.close();
  await server.close();
});

/** Asks, and goes away once `leave` is kept. */
async function askAndLeave(query: string, leave: Promise<unknown>): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer clerk' };
  const client = http.request(url, { method: 'POST', headers });
  client.on('error', () => undefined);
  client.end(JSON.stringify({ query }));
  await leave;
  client.destroy();
}

const recorded = async () => {
  while (log.records.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  return log.last();
};

test('a client that goes away takes the calls to subgraphs with it, and is recorded', async () => {
  let hungUp: Promise<unknown> | undefined;
  const asked = new Promise<void>((resolve) => {
    server.answerWith((_request, response) => {
      hungUp = new Promise((closed) => void response.on('close', closed));
      resolve();
    });
  });
  await askAndLeave('{ slow }', asked);
  await hungUp;
  expect(await recorded()).toMatchObject({
    outcome: 'aborted',
    operation: { type: 'query' },
    sources: [{ name: 'far', status: 'FAILED' }],
  });
});

test('a change under way is seen to its end without its client, and recorded with how it ended', async () => {
  let finish: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    server.answerWith((_request, response) => {
      finish = () => sendJson(response, { data: { change: 'made' } });
      resolve();
    });
  });
  await askAndLeave('mutation { change }', asked);
  await goneSeen;
  // Time in which a call that is given up would be.
  await new Promise((resolve) => setTimeout(resolve, 100));
  finish();
  expect(await recorded()).toMatchObject({
    outcome: 'granted',
    operation: { type: 'mutation' },
    sources: [{ name: 'far', status: 'OK' }],
  });
});
