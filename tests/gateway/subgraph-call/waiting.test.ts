import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CallContext } from '../../../gateway/engine/engine.js';
import { callOverHttp, createHttpCalls } from '../../../gateway/subgraph-call/http.js';
import { askOnce, failed, listen, sendJson, startSubgraphServer, type Handler, type SubgraphServer } from './subgraph-server.js';

let server: SubgraphServer;
beforeAll(async () => {
  server = await startSubgraphServer();
});
afterAll(() => server.close());

const patient = (context: Partial<CallContext> = {}): CallContext => ({
  caller: null,
  signal: new AbortController().signal,
  ...context,
});
const sentData = { data: { field: 1 } };
const good = { ...sentData, unshared: true };

/** Never answers; what it returns is kept once the one who asked has closed the connection. */
function hangUpSeen(begin: Handler = () => undefined): Promise<unknown> {
  return new Promise((resolve) => {
    server.answerWith((request, response) => {
      response.on('close', resolve);
      begin(request, response);
    });
  });
}

const drip: Handler = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 5);
  response.on('close', () => clearInterval(timer));
};

test.each<[string, Handler | undefined]>([
  ['says nothing', undefined],
  ['drips', drip],
])('a subgraph that %s is given up at the deadline, and hears of it', async (_name, handler) => {
  const seen = hangUpSeen(handler);
  // Long enough for the question to arrive.
  expect(await askOnce(server.url, {}, { deadline: Date.now() + 800 })).toEqual(failed('SOURCE_TIMEOUT'));
  await seen;
});

test('the shorter of the deadline and the subgraph’s own limit counts, and what is left is sent on', async () => {
  const told: number[] = [];
  server.answerWith((request, response) => {
    told.push(Number(request.headers['x-hub-timeout-ms']));
    sendJson(response, sentData);
  });
  await askOnce(server.url, { timeoutMs: 2_000 }, { deadline: Date.now() + 60_000 });
  await askOnce(server.url, { timeoutMs: 60_000 }, { deadline: Date.now() + 900.5 });
  await askOnce(server.url, { timeoutMs: 3_000 });
  expect(told[0]).toBe(2_000);
  expect(told[1]).toBeGreaterThan(0);
  expect(told[1]).toBeLessThanOrEqual(901);
  expect(Number.isInteger(told[1])).toBe(true);
  expect(told[2]).toBe(3_000);
});

test('nothing is sent after the deadline, nor for somebody who has gone', async () => {
  let asked = 0;
  server.answerWith((_request, response) => {
    asked++;
    sendJson(response, sentData);
  });
  expect(await askOnce(server.url, {}, { deadline: Date.now() - 1 })).toEqual(failed('SOURCE_TIMEOUT'));
  expect(await askOnce(server.url, {}, { signal: AbortSignal.abort() })).toEqual(failed('SOURCE_TIMEOUT'));
  expect(asked).toBe(0);
});

test('a call is given up with the signal, and the subgraph hears of it', async () => {
  const controller = new AbortController();
  const seen = hangUpSeen(() => controller.abort());
  expect(await askOnce(server.url, {}, { signal: controller.signal })).toEqual(failed('SOURCE_TIMEOUT'));
  await seen;
});

test('one call that is given up costs the others nothing', async () => {
  const controller = new AbortController();
  const held: (() => void)[] = [];
  server.answerWith((_request, response) => void held.push(() => sendJson(response, sentData)));
  const call = callOverHttp('far', server.url, { timeoutMs: 5_000, secret: null });
  const given = call({ query: '{ field }' }, patient({ signal: controller.signal }));
  const kept = call({ query: '{ field }' }, patient());
  while (held.length < 2) await new Promise(setImmediate);
  controller.abort();
  expect(await given).toEqual(failed('SOURCE_TIMEOUT'));
  for (const answer of held) answer();
  expect(await kept).toEqual(good);
  await call.close();
});

test('a subgraph that takes connections and none of their bytes is given up at the deadline', async () => {
  const deaf = net.createServer({ pauseOnConnect: true });
  const sockets: net.Socket[] = [];
  deaf.on('connection', (socket) => sockets.push(socket));
  const url = `http://127.0.0.1:${await listen(deaf)}/graphql`;
  expect(await askOnce(url, {}, { deadline: Date.now() + 60 })).toEqual(failed('SOURCE_TIMEOUT'));
  for (const socket of sockets) socket.destroy();
  deaf.close();
});

test('a subgraph that is not there is unavailable at once', async () => {
  const gone = net.createServer();
  const url = `http://127.0.0.1:${await listen(gone)}/graphql`;
  gone.close();
  await once(gone, 'close');
  expect(await askOnce(url)).toEqual(failed('SOURCE_UNAVAILABLE'));
});

test('a subgraph that comes back is asked again', async () => {
  const coming = http.createServer((_request, response) => sendJson(response, sentData));
  const port = await listen(coming);
  const call = callOverHttp('far', `http://127.0.0.1:${port}/graphql`, { timeoutMs: 5_000, secret: null });
  expect(await call({ query: '{ field }' }, patient())).toEqual(good);
  coming.closeAllConnections();
  coming.close();
  await once(coming, 'close');
  expect(await call({ query: '{ field }' }, patient())).toEqual(failed('SOURCE_UNAVAILABLE'));
  coming.listen(port, '127.0.0.1');
  await once(coming, 'listening');
  expect(await call({ query: '{ field }' }, patient())).toEqual(good);
  await call.close();
  coming.close();
});

test('more calls than can be served are refused rather than kept', async () => {
  const answers: (() => void)[] = [];
  server.answerWith((_request, response) => void answers.push(() => sendJson(response, sentData)));
  const call = callOverHttp('far', server.url, { timeoutMs: 60_000, secret: null });
  const controller = new AbortController();
  const asked = Array.from({ length: 5_000 }, () => call({ query: '{ field }' }, patient({ signal: controller.signal })));
  expect(await asked.at(-1)).toEqual(failed('SOURCE_UNAVAILABLE'));
  controller.abort();
  expect(await asked[0]).toEqual(failed('SOURCE_TIMEOUT'));
  await call.close();
});

test('a change is never sent twice, though its connection is lost', async () => {
  let asked = 0;
  server.answerWith((_request, response) => {
    asked++;
    response.destroy();
  });
  const call = callOverHttp('far', server.url, { timeoutMs: 5_000, secret: null });
  expect(await call({ query: 'mutation { change }' }, patient())).toEqual(failed('SOURCE_UNAVAILABLE'));
  expect(asked).toBe(1);
  await call.close();
});

test('calls one after the other use the same connections, one subgraph asked for twice has one pool, and closing ends both', async () => {
  server.answerWith((_request, response) => sendJson(response, sentData));
  const before = server.connections();
  const calls = createHttpCalls({ timeoutMs: 5_000, secret: null });
  const call = calls.callFor('far', server.url);
  expect(calls.callFor('far', server.url)).toBe(call);
  for (let i = 0; i < 10; i++) expect(await call({ query: '{ field }' }, patient())).toEqual(good);
  // A connection is free again a moment after its answer is there.
  expect(server.connections() - before).toBeLessThan(4);
  const seen = hangUpSeen(() => void calls.close());
  expect(await call({ query: '{ field }' }, patient())).toEqual(failed('SOURCE_UNAVAILABLE'));
  await seen;
  expect(await call({ query: '{ field }' }, patient())).toEqual(failed('SOURCE_UNAVAILABLE'));
});
