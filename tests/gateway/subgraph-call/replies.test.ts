import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { maxErrors } from '../../../gateway/subgraph-call/answer.js';
import { callOverHttp } from '../../../gateway/subgraph-call/http.js';
import {
  askOnce,
  failed,
  refused,
  sendJson,
  sendRaw,
  startSubgraphServer,
  type Handler,
  type SubgraphServer,
} from './subgraph-server.js';

let server: SubgraphServer;
beforeAll(async () => {
  server = await startSubgraphServer();
});
afterAll(() => server.close());

const sent = (handler: Handler, options = {}) => {
  server.answerWith(handler);
  return askOnce(server.url, options);
};

const withHead =
  (status: number, type: string, body: string | Buffer = '{"data":{"field":1}}', headers = {}): Handler =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': type, ...headers }).end(body);

const sentData = { data: { field: 1 } };
const good = { ...sentData, unshared: true };

test.each<[string, Handler]>([
  ['JSON', withHead(200, 'application/json')],
  ['JSON that names its character set', withHead(200, 'Application/JSON; Charset="UTF-8"')],
  ['JSON with a byte order mark', withHead(200, 'application/json', '\uFEFF{"data":{"field":1}}')],
  ['GraphQL’s own media type', withHead(200, 'application/graphql-response+json; charset=utf-8')],
  ['GraphQL’s own media type with a status of its own', withHead(294, 'application/graphql-response+json')],
  [
    'packed, though nobody asked for it',
    withHead(200, 'application/json', gzipSync(JSON.stringify(sentData)), { 'content-encoding': 'gzip' }),
  ],
  [
    'packed otherwise',
    withHead(200, 'application/json', brotliCompressSync(JSON.stringify(sentData)), { 'content-encoding': 'br' }),
  ],
  ['what is said before the answer', (_q, r) => (r.writeEarlyHints({ link: '</x>; rel=preload' }), sendJson(r, sentData))],
  ['the same key twice, of which the last counts', withHead(200, 'application/json', '{"data":{"field":0},"data":{"field":1}}')],
])('takes %s', async (_name, handler) => {
  expect(await sent(handler)).toEqual(good);
});

test.each<[string, Handler, string]>([
  ['plain text', withHead(200, 'text/plain'), 'SOURCE_UNAVAILABLE'],
  ['a type that only looks like JSON', withHead(200, 'text/json'), 'SOURCE_UNAVAILABLE'],
  ['no type', (_q, r) => void r.end('{"data":{"field":1}}'), 'SOURCE_UNAVAILABLE'],
  ['another character set', withHead(200, 'application/json; charset=utf-16'), 'SOURCE_UNAVAILABLE'],
  ['JSON under an error status', withHead(500, 'application/json'), 'SOURCE_UNAVAILABLE'],
  [
    'a redirect in GraphQL’s media type',
    withHead(307, 'application/graphql-response+json', '{}', { location: '/' }),
    'SOURCE_UNAVAILABLE',
  ],
  ['a packing nobody knows', withHead(200, 'application/json', '{}', { 'content-encoding': 'zstd' }), 'SOURCE_BAD_DATA'],
  ['two packings', withHead(200, 'application/json', '{}', { 'content-encoding': 'gzip, br' }), 'SOURCE_BAD_DATA'],
  ['a packing that is none', withHead(200, 'application/json', '{"data":{}}', { 'content-encoding': 'gzip' }), 'SOURCE_BAD_DATA'],
  [
    'two types',
    sendRaw('HTTP/1.1 200 OK\ncontent-type: application/json\ncontent-type: text/html\ncontent-length: 11\n\n{"data":{}}'),
    'SOURCE_UNAVAILABLE',
  ],
  ['nothing', withHead(200, 'application/json', ''), 'SOURCE_BAD_DATA'],
  [
    'text that is not UTF-8',
    withHead(200, 'application/json', Buffer.from('{"data":{"field":"\xff"}}', 'latin1')),
    'SOURCE_BAD_DATA',
  ],
  ['half of its JSON', withHead(200, 'application/json', '{"data":{"field":'), 'SOURCE_BAD_DATA'],
  ['a list', withHead(200, 'application/json', '[{"data":{}}]'), 'SOURCE_BAD_DATA'],
  ['null', withHead(200, 'application/json', 'null'), 'SOURCE_BAD_DATA'],
  ['neither data nor errors', withHead(200, 'application/json', '{}'), 'SOURCE_BAD_DATA'],
  ['null and no error', withHead(200, 'application/json', '{"data":null,"errors":[]}'), 'SOURCE_BAD_DATA'],
  ['data that is a list', withHead(200, 'application/json', '{"data":[]}'), 'SOURCE_BAD_DATA'],
  ['errors that are none', withHead(200, 'application/json', '{"data":{"field":1},"errors":["x"]}'), 'SOURCE_BAD_DATA'],
  ['errors that are no list', withHead(200, 'application/json', '{"data":{"field":1},"errors":{"length":1}}'), 'SOURCE_BAD_DATA'],
  [
    'a nest without end',
    withHead(200, 'application/json', `{"data":{"field":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`),
    'SOURCE_BAD_DATA',
  ],
  [
    'fewer bytes than it says',
    sendRaw('HTTP/1.1 200 OK\ncontent-type: application/json\ncontent-length: 99\n\n{"data":{"field":1}}'),
    'SOURCE_UNAVAILABLE',
  ],
  [
    'more bytes than it says',
    sendRaw('HTTP/1.1 200 OK\ncontent-type: application/json\ncontent-length: 9\n\n{"data":{"field":1}}'),
    'SOURCE_BAD_DATA',
  ],
  [
    'a chunk that does not end',
    sendRaw('HTTP/1.1 200 OK\ncontent-type: application/json\ntransfer-encoding: chunked\n\n14\n{"data":{"field":1}}'),
    'SOURCE_UNAVAILABLE',
  ],
  ['no HTTP', sendRaw('SSH-2.0-x\n\n'), 'SOURCE_UNAVAILABLE'],
  ['an upgrade', sendRaw('HTTP/1.1 101 Switching Protocols\nupgrade: websocket\nconnection: upgrade\n\n'), 'SOURCE_UNAVAILABLE'],
])('refuses %s', async (_name, handler, code) => {
  expect(await sent(handler)).toEqual(failed(code));
});

test('takes an error status in GraphQL’s own media type for what it says', async () => {
  const body = JSON.stringify({ errors: [{ message: 'x', extensions: { code: 'FORBIDDEN' } }] });
  expect(await sent(withHead(403, 'application/graphql-response+json', body))).toEqual(refused('FORBIDDEN'));
});

test('follows no redirect', async () => {
  const asked: (string | undefined)[] = [];
  const answer = await sent((request, response) => {
    asked.push(request.url);
    response.writeHead(308, { location: '/elsewhere' }).end();
  });
  expect(answer).toEqual(failed('SOURCE_UNAVAILABLE'));
  expect(asked).toEqual(['/graphql']);
});

test('keeps the connection when an answer is refused by its head', async () => {
  const before = server.connections();
  const call = callOverHttp('far', server.url, { timeoutMs: 5_000, secret: null });
  const context = { caller: null, signal: new AbortController().signal };
  server.answerWith(withHead(500, 'text/html', 'x'.repeat(1_000)));
  for (let i = 0; i < 10; i++) expect(await call({ query: '{ field }' }, context)).toEqual(failed('SOURCE_UNAVAILABLE'));
  await call.close();
  // A connection is free again a moment after its answer is there.
  expect(server.connections() - before).toBeLessThan(4);
});

test('reads no more than it may, whether the size is announced, comes bit by bit, or hides in a packing', async () => {
  const large = JSON.stringify({ data: { field: 'x'.repeat(2_000_000) } });
  const json = { 'content-type': 'application/json' };
  let written = 0;
  const endless: Handler = (_request, response) => {
    response.writeHead(200, json);
    const more = () => void response.write('x'.repeat(10_000), () => (written += 10_000));
    const timer = setInterval(more, 1);
    response.on('close', () => clearInterval(timer));
  };
  const bomb = gzipSync(large);
  expect(bomb.length).toBeLessThan(10_000);
  const packed = { ...json, 'content-encoding': 'gzip' };
  for (const handler of [
    // Announced, and never sent.
    (_request, response) => response.writeHead(200, { ...json, 'content-length': large.length }).flushHeaders(),
    endless,
    (_request, response) => void response.writeHead(200, packed).end(bomb),
  ] satisfies Handler[])
    expect(await sent(handler, { maxBytes: 100_000 })).toEqual(failed('SOURCE_BAD_DATA'));
  expect(written).toBeLessThan(2_000_000);
});

test('keeps the data beside a flood of errors, and so many of them', async () => {
  const errors = Array.from({ length: 5_000 }, (_, index) => ({ message: 'x', path: ['list', index] }));
  const answer = await sent((_request, response) => sendJson(response, { data: { field: 1 }, errors }));
  expect(answer.data).toEqual({ field: 1 });
  expect(answer.errors).toHaveLength(maxErrors);
});

test('takes the place from an error whose path is none', async () => {
  const paths = [['list', 0, 'name'], ['list', -1], ['list', 0.5], ['list', null], 'list', [{}], Array(1_000).fill('a')];
  const answer = await sent((_request, response) =>
    sendJson(response, { data: { field: 1 }, errors: paths.map((path) => ({ message: 'x', path, extensions: 7 })) }),
  );
  expect(answer.errors!.map(({ path }) => path)).toEqual([['list', 0, 'name'], ...Array(6).fill(undefined)]);
});

test('takes keys that name what every object has for plain keys', async () => {
  const text =
    '{"data":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"field":1},"__proto__":{"errors":[{}]}}';
  const { data, errors } = await sent(withHead(200, 'application/json', text));
  expect(errors).toBeUndefined();
  expect(Object.keys(data!)).toEqual(['__proto__', 'constructor', 'field']);
  expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
