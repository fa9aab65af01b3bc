import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { HttpClient } from '../../../connectors/http.js';
import { badData } from '../../../connectors/shaped.js';
import { HubError } from '../../../core/errors.js';
import { inScope } from '../../../core/request-scope.js';
import { SourceNotes } from '../../../core/source-notes.js';
import { ask, clientOf, healthOf, ok, pause, refuse, startUpstream, times, type Answer, type Upstream } from './upstream.js';

let upstream: Upstream;
let client: HttpClient;
beforeEach(async () => {
  upstream = await startUpstream();
  client = clientOf(upstream.url, { timeoutMs: 3_000, maxBytes: 100_000 });
});
afterEach(async () => {
  await upstream.stop();
  await client.close();
});

const json = { 'content-type': 'application/json' };
const answers =
  (body: string): Answer =>
  (response) =>
    response.writeHead(200, json).end(body);

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('of status %d is not followed, and told as what it is', async (status) => {
    const elsewhere = await startUpstream();
    upstream.answer = refuse(status, { location: elsewhere.url });
    expect(await ask(client)).toBe(`SOURCE_UNAVAILABLE: a redirect, which is not followed (status ${status})`);
    expect(elsewhere.arrivals).toEqual([]);
    await elsewhere.stop();
  });
});

describe('what a refusal says besides', () => {
  test.each<[string, Answer]>([
    [
      'does not end',
      (response) => {
        response.writeHead(500, json).write('{');
      },
    ],
    [
      'is cut off',
      (response) => {
        response.writeHead(500, { ...json, 'content-length': '999' }).write('{');
        setTimeout(() => response.destroy(), 20);
      },
    ],
    ['is very long', (response) => response.writeHead(500, json).end('x'.repeat(2_000_000))],
  ])('is not waited for, and brings nothing down, where it %s', async (_how, answer) => {
    upstream.answer = answer;
    const begun = performance.now();
    expect(await ask(client)).toBe('SOURCE_UNAVAILABLE: status 500');
    expect(performance.now() - begun).toBeLessThan(1_500);
    await pause(400);
    upstream.answer = ok;
    expect(await ask(client)).toBe('200');
  });

  test('is read where it is short, so that the connection stays', async () => {
    const ports = new Set<number | undefined>();
    upstream.answer = (response, request) => {
      ports.add(request.socket.remotePort);
      refuse(400)(response, request);
    };
    for (let round = 0; round < 3; round++) {
      await ask(client);
      await pause(20);
    }
    expect(ports.size).toBe(1);
  });
});

test('an answer beyond what may be is given up, and brings nothing down', async () => {
  upstream.answer = answers(`"${'x'.repeat(200_000)}"`);
  expect(await ask(client)).toBe('SOURCE_BAD_DATA: more than 100000 bytes');
  upstream.answer = ok;
  expect(await ask(client)).toBe('200');
});

test('connections are no more than what is asked at once', async () => {
  const ports = new Set<number | undefined>();
  await client.close();
  client = clientOf(upstream.url, { timeoutMs: 3_000, limits: { concurrent: 3 } });
  upstream.answer = (response, request) => {
    ports.add(request.socket.remotePort);
    setTimeout(() => ok(response, request), 5);
  };
  await times(30, () => ask(client));
  expect(ports.size).toBe(3);
});

describe('what looks like an answer and is none', () => {
  const shape = z.object({ ok: z.boolean() });
  const read = () => client.json({ path: 'rows', kind: 'Indicator' }, shape);
  const codeOf = (error: HubError) => error.code;

  test('is not kept', async () => {
    upstream.answer = answers('<p>Bảo trì</p>');
    expect(await read().catch(codeOf)).toBe('SOURCE_BAD_DATA');
    upstream.answer = answers('{"ok":"of another shape"}');
    expect(await read().catch(codeOf)).toBe('SOURCE_BAD_DATA');
    upstream.answer = ok;
    expect(await read()).toEqual({ ok: true });
    expect(await read()).toEqual({ ok: true });
    expect(upstream.arrivals).toHaveLength(3);
  });

  test('is a failure of its source in the notes', async () => {
    upstream.answer = answers('[]');
    const sources = new SourceNotes();
    expect(await inScope({ reader: 'r', sources }, () => client.json({ path: 'rows' }, shape).catch(codeOf))).toBe(
      'SOURCE_BAD_DATA',
    );
    expect(sources.list()).toMatchObject([{ source: 'x', status: 'FAILED' }]);
  });

  test('is what a connector says it is', async () => {
    const refusing = { path: 'rows', kind: 'Indicator' as const, check: () => void 0 };
    const check = () => {
      throw badData('x', 'an envelope that refuses');
    };
    expect(await client.send({ ...refusing, check }).catch(codeOf)).toBe('SOURCE_BAD_DATA');
    expect((await client.send(refusing)).status).toBe(200);
    expect(upstream.arrivals).toHaveLength(2);
  });

  test('does not have the source let alone: it does answer', async () => {
    upstream.answer = answers('{}');
    for (let round = 0; round < 8; round++) await read().catch(codeOf);
    expect(healthOf(client)).toMatchObject({ state: 'CLOSED', requests: 8 });
  });
});
