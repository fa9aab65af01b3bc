import http2 from 'node:http2';
import { afterEach, expect, test } from '@jest/globals';
import { callOverHttp, type HttpCall } from '../../../gateway/subgraph-call/http.js';
import { failed, listen } from './subgraph-server.js';

type Respond = (stream: http2.ServerHttp2Stream, query: string) => void;

const sentData = { data: { field: 'ngày' } };
const good = { ...sentData, unshared: true };
const respond = (stream: http2.ServerHttp2Stream, body: unknown = sentData) => {
  stream.respond({ ':status': 200, 'content-type': 'application/json' });
  stream.end(JSON.stringify(body));
};
const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** A subgraph that speaks HTTP/2 without TLS, and nothing else. */
async function startH2c(answer: Respond): Promise<{ call: HttpCall; sessions: http2.ServerHttp2Session[] }> {
  const server = http2.createServer();
  const sessions: http2.ServerHttp2Session[] = [];
  server.on('session', (session) => sessions.push(session));
  server.on('stream', (stream) => {
    let text = '';
    stream.setEncoding('utf8');
    stream.on('error', () => undefined);
    stream.on('data', (chunk: string) => (text += chunk));
    stream.on('end', () => answer(stream, (JSON.parse(text) as { query: string }).query));
  });
  const call = callOverHttp('far', `h2c://127.0.0.1:${await listen(server)}/graphql`, { timeoutMs: 5_000, secret: null });
  ends.push(() => {
    for (const session of sessions) session.destroy();
    server.close();
  });
  ends.push(() => call.close());
  return { call, sessions };
}

const ask = (call: HttpCall, query = '{ field }', signal = new AbortController().signal) =>
  call({ query }, { caller: null, signal });

test('a subgraph is asked over HTTP/2 without TLS where its address says so', async () => {
  const { call } = await startH2c((stream) => respond(stream));
  expect(await ask(call)).toEqual(good);
});

test('questions at once share a connection, and each gets its own answer', async () => {
  const { call, sessions } = await startH2c((stream, query) => setImmediate(respond, stream, { data: { query } }));
  await ask(call);
  const queries = Array.from({ length: 40 }, (_, index) => `{ field${index} }`);
  expect(await Promise.all(queries.map((query) => ask(call, query)))).toEqual(
    queries.map((query) => ({ data: { query }, unshared: true })),
  );
  expect(sessions).toHaveLength(1);
});

test('one question that is given up is ended by itself, and the connection stays', async () => {
  const controller = new AbortController();
  let ended: (code: number) => void = () => undefined;
  const code = new Promise<number>((resolve) => (ended = resolve));
  const { call, sessions } = await startH2c((stream, query) => {
    if (!query.includes('slow')) return respond(stream);
    stream.on('close', () => ended(stream.rstCode));
    controller.abort();
  });
  await ask(call);
  const [given, kept] = await Promise.all([ask(call, '{ slow }', controller.signal), ask(call)]);
  expect(given).toEqual(failed('SOURCE_TIMEOUT'));
  expect(kept).toEqual(good);
  await code;
  expect(await ask(call)).toEqual(good);
  expect(sessions).toHaveLength(1);
});

test.each<[string, (session: http2.ServerHttp2Session) => void]>([
  ['is lost', (session) => session.destroy()],
  ['is to be used no more', (session) => session.goaway()],
])(
  'what was under way when a connection %s is answered with an error, sent once, and the next question finds a new connection',
  async (_name, end) => {
    const asked: string[] = [];
    const { call, sessions } = await startH2c((stream, query) => {
      asked.push(query);
      if (query.includes('ok')) return respond(stream);
      if (asked.length === 6) sessions.forEach(end);
    });
    await ask(call, '{ ok }');
    const queries = ['mutation { a }', '{ b }', '{ c }', '{ d }', '{ e }'];
    const answers = await Promise.all(queries.map((query) => ask(call, query)));
    for (const answer of answers) expect(answer).toEqual(failed('SOURCE_UNAVAILABLE'));
    expect(asked.toSorted()).toEqual(['{ ok }', ...queries].toSorted());
    expect(await ask(call, '{ ok again }')).toEqual(good);
  },
);
