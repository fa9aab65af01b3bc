import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createSignatureVerifier, signRequest } from '../../auth/signature.js';
import { inMemory, serveSubgraph, type ServeOptions } from '../../schema/serve.js';
import { createTicks } from './ticks.kit.js';
import { caller } from './caller.kit.js';

const ticked = 'subscription { ticked { number } }';

describe('a subscription to a subgraph', () => {
  let ticks: Awaited<ReturnType<typeof createTicks>>;
  let app: FastifyInstance;
  let url: string;
  const secret = randomUUID();
  beforeEach(async () => void (ticks = await createTicks()));
  afterEach(async () => {
    const closed = app.close();
    app.server.closeAllConnections();
    await closed;
  });
  const serve = async (options: Partial<ServeOptions> = {}) => {
    app = await serveSubgraph(ticks.subgraph, { identify: createSignatureVerifier(secret), ...options });
    url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
  };
  const post = (query: string, more: Record<string, string> = {}, signal: AbortSignal | null = null) => {
    const body = JSON.stringify({ query });
    const headers = {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...signRequest({ method: 'POST', path: '/graphql', body, caller }, secret),
      ...more,
    };
    return fetch(url, { method: 'POST', headers, body, signal });
  };
  const reader = ({ body }: Response) => {
    const chunks = body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    return async (end: string) => {
      while (!text.includes(end)) {
        const { done, value } = await chunks.read();
        if (done) throw new Error(`The stream ended before "${end}": ${text}`);
        text += value;
      }
      return text;
    };
  };
  const eventually = async (holds: () => boolean) => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  test('is answered with an event stream, one event each, to the end', async () => {
    await serve();
    const response = await post(ticked);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const read = reader(response);
    expect(await read('\n\n')).toBe(':\n\n');
    ticks.queues[0]!.push(1);
    ticks.queues[0]!.push(2);
    ticks.queues[0]!.end();
    expect(await read('complete\ndata:\n\n')).toBe(
      [
        ':\n\n',
        'event: next\ndata: {"data":{"ticked":{"number":1}}}\n\n',
        'event: next\ndata: {"data":{"ticked":{"number":2}}}\n\n',
        'event: complete\ndata:\n\n',
      ].join(''),
    );
  });

  test('shows by comments that it is open, and outlasts the deadline of its opening', async () => {
    await serve({ heartbeatMs: 10 });
    const read = reader(await post(ticked, { 'x-hub-timeout-ms': '30' }));
    await read(':\n\n'.repeat(10));
    ticks.queues[0]!.push(1);
    expect(await read('"number":1')).toContain('data: {"data":');
  });

  test('reads every event in a context of its own', async () => {
    await serve();
    const read = reader(await post('subscription { ticked { born } }'));
    ticks.queues[0]!.push(1);
    ticks.queues[0]!.push(2);
    await read('"born":3');
    expect(await read('"born":2')).not.toContain('"born":1');
  });

  test('masks what goes wrong in one event, and goes on', async () => {
    await serve();
    const read = reader(await post('subscription { ticked { number broken } }'));
    ticks.queues[0]!.push(-1);
    ticks.queues[0]!.push(2);
    const text = await read('"number":2');
    expect(text).toContain('"path":["ticked","broken"]');
    expect(text).toContain('"code":"INTERNAL"');
    expect(text).not.toContain('password');
  });

  test('that the resolver or the rules refuse is one answer with the error', async () => {
    await serve();
    for (const [field, code] of [
      ['refused', 'FORBIDDEN'],
      ['secret', 'UNAUTHORIZED_FIELD_OR_TYPE'],
    ]) {
      const text = await (await post(`subscription { ${field} { number } }`)).text();
      expect(text.match(/event: \w+/g)).toEqual(['event: next', 'event: complete']);
      expect(text).toContain(`"code":"${code}"`);
    }
  });

  test('unsigned, or signed for another body, is refused before anything is opened', async () => {
    await serve();
    const unsigned = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: ticked }),
    });
    const other = signRequest({ method: 'POST', path: '/graphql', body: '{}', caller }, secret);
    for (const response of [unsigned, await post(ticked, other)]) {
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    }
    expect(ticks.queues).toEqual([]);
  });

  test.each([
    '{ one }',
    'subscription { ticked { nothing } }',
    'subscription {',
    'subscription { ticked { number } refused { number } }',
  ])('is not what `%s` is', async (query) => {
    await serve();
    const response = await post(query);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    expect(ticks.queues).toEqual([]);
  });

  test('is not answered as a question is', async () => {
    await serve();
    const response = await post(ticked, { accept: 'application/json' });
    expect(await response.json()).toMatchObject({ data: { ticked: null }, errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  test('ends when the reader leaves, and when the server closes', async () => {
    await serve();
    const leaving = new AbortController();
    await post(ticked, {}, leaving.signal);
    const staying = reader(await post(ticked));
    leaving.abort();
    await eventually(() => ticks.left === 1);
    const closed = app.close();
    await staying('event: complete');
    app.server.closeAllConnections();
    await closed;
    expect(ticks.left).toBe(2);
  });

  test('of a reader too slow for its events ends with an error, not with gaps', async () => {
    await serve();
    const read = reader(await post(ticked));
    for (let number = 1; number <= 10; number++) ticks.queues[0]!.push(number);
    expect(await read('event: complete')).toContain('"code":"SERVICE_UNAVAILABLE"');
  });

  test('is refused beyond what the server holds open', async () => {
    await serve({ mostStreams: 2 });
    const leaving = new AbortController();
    await Promise.all([post(ticked), post(ticked, {}, leaving.signal)]);
    const response = await post(ticked);
    expect([response.status, await response.json()]).toMatchObject([
      503,
      { errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] },
    ]);
    leaving.abort();
    await eventually(() => ticks.left === 1);
    expect((await post(ticked)).status).toBe(200);
  });

  test('in memory is answered the same, and ends by its signal or its reader', async () => {
    await serve();
    const { subscribe } = inMemory(app, ticks.subgraph);
    const ending = new AbortController();
    const open = (query: string) => subscribe({ query }, caller, ending.signal)[Symbol.asyncIterator]();
    const [byReader, bySignal] = [open(ticked), open(ticked)];
    const [first, second] = [byReader.next(), bySignal.next()];
    await eventually(() => ticks.queues.length === 2);
    for (const queue of ticks.queues) queue.push(7);
    expect([await first, await second]).toEqual([
      { done: false, value: { data: { ticked: { number: 7 } } } },
      { done: false, value: { data: { ticked: { number: 7 } } } },
    ]);
    const parked = [byReader.next(), bySignal.next()];
    await byReader.return?.();
    expect(ticks.left).toBe(1);
    ending.abort();
    expect(await Promise.all(parked)).toMatchObject([{ done: true }, { done: true }]);
    expect(ticks.left).toBe(2);
    for (const query of ['{ one }', 'subscription { refused { number } }']) {
      const answers = [];
      for await (const answer of subscribe({ query }, caller, new AbortController().signal)) answers.push(answer);
      expect(answers).toMatchObject([
        { data: null, errors: [{ extensions: { code: query === '{ one }' ? 'BAD_REQUEST' : 'FORBIDDEN' } }] },
      ]);
    }
  });
});
