import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, jest } from '@jest/globals';
import { inScope } from '../../core/request-scope.js';
import { SourceNotes } from '../../core/source-notes.js';

const open: (() => Promise<unknown>)[] = [];
/** Has `close` called at the end of the test. */
export const closing = (close: () => Promise<unknown>) => void open.push(close);
afterEach(async () => {
  jest.restoreAllMocks();
  for (const close of open.splice(0).toReversed()) await close();
});

/** From now on in this test it is so much later: what is kept ages, and nobody waits. */
export function letPass(seconds: number): void {
  const before = Date.now;
  jest.spyOn(Date, 'now').mockImplementation(() => before() + seconds * 1000);
}

/** Does `work` for one request of a reader, and says how the sources did. */
export async function asReader<T>(reader: string, work: () => Promise<T>) {
  const sources = new SourceNotes();
  return { answer: await inScope({ reader, sources }, work), sources: sources.list() };
}

/** What a stub is asked: query and form alike are `parameters`; JSON is `body`; anything is `text`. */
export interface Asked {
  readonly path: string;
  readonly parameters: URLSearchParams;
  readonly body: unknown;
  readonly text: string;
}

/** A server that answers as told, and remembers what it was asked. */
export async function stubServer(answer: (asked: Asked) => unknown) {
  const requests: Asked[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = askedIn(request, Buffer.concat(chunks).toString());
      requests.push(asked);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer(asked)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

function askedIn({ url = '/', headers }: http.IncomingMessage, text: string): Asked {
  const [path, query = ''] = url.split('?') as [string, string?];
  const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
  const isJson = headers['content-type']?.endsWith('json') === true;
  return {
    path,
    parameters: new URLSearchParams(isForm ? text : query),
    body: isJson ? (JSON.parse(text) as unknown) : null,
    text,
  };
}
