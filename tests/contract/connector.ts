import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HubError } from '../../core/errors.js';
import { SourceConfig } from '../../core/sources.js';

export interface StubAnswer {
  readonly status?: number;
  readonly type?: string;
  readonly body: string;
}

export interface StubRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

export interface ConnectorContract {
  readonly name: string;
  readonly source: Partial<SourceConfig> & Pick<SourceConfig, 'id' | 'system' | 'jurisdictions'>;
  /** Answers the requests that only sign the hub in, so that the fault under test meets the read itself. */
  readonly signIn?: (request: StubRequest) => StubAnswer | null;
  /** What the source says when it has nothing. */
  readonly empty: StubAnswer;
  /** One typical read, of a source nothing of which is kept yet. */
  readonly read: (source: SourceConfig) => Promise<unknown>;
  readonly isEmpty: (value: unknown) => boolean;
}

const secret = 'Ho ten: Nguyen Van Bi Mat; stack at /srv/app/db.ts:12';

/** The cases every connector must pass: a source that is empty, missing, broken, slow, garbled, or too talkative. */
export function connectorContract({ name, source, signIn, empty, read, isEmpty }: ConnectorContract): void {
  describe(`${name} keeps the connector contract`, () => {
    let answer: (response: http.ServerResponse) => void = () => undefined;
    const server = http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const signedIn = signIn?.({
          method: request.method ?? 'GET',
          path: request.url ?? '/',
          body: Buffer.concat(chunks).toString(),
        });
        if (signedIn) send(response, signedIn);
        else answer(response);
      });
    });
    let config: SourceConfig;
    beforeAll(async () => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      config = SourceConfig.parse({ timeoutMs: 5_000, maxBytes: 200_000, ...source, url: `http://127.0.0.1:${port}` });
    });
    afterAll(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });

    const failsWith = async (code: string, timeoutMs = config.timeoutMs) => {
      const error: unknown = await read({ ...config, timeoutMs }).then(
        (value) => new Error(`answered ${JSON.stringify(value)}`),
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(HubError);
      expect((error as HubError).extensions).toMatchObject({ code, source: config.id });
      expect((error as HubError).message).not.toContain('Nguyen');
      expect(JSON.stringify((error as HubError).extensions)).not.toMatch(/Nguyen|127\.0\.0\.1/);
    };

    test('nothing there is an empty answer, not an error', async () => {
      answer = (response) => send(response, empty);
      expect(isEmpty(await read({ ...config }))).toBe(true);
    });
    test('404 is never mistaken for data', async () => {
      answer = (response) => send(response, { status: 404, body: secret, type: 'text/plain' });
      const outcome = await read({ ...config }).then(isEmpty, (error: unknown) => error instanceof HubError);
      expect(outcome).toBe(true);
    });
    test('500 is SOURCE_UNAVAILABLE without the upstream’s words', async () => {
      answer = (response) => send(response, { status: 500, body: secret, type: 'text/html' });
      await failsWith('SOURCE_UNAVAILABLE');
    });
    test('a source that does not answer is SOURCE_TIMEOUT', async () => {
      answer = () => undefined;
      await failsWith('SOURCE_TIMEOUT', 400);
    });
    test('a source that stops half-way fails with a code', async () => {
      answer = (response) => {
        response.writeHead(200, { 'content-type': empty.type ?? 'application/json', 'content-length': '5000' });
        response.write(empty.body.slice(0, 5));
        setTimeout(() => response.destroy(), 30);
      };
      await failsWith('SOURCE_UNAVAILABLE');
    });
    test('malformed data is SOURCE_BAD_DATA', async () => {
      answer = (response) => send(response, { body: `{"${secret}`, type: empty.type ?? 'application/json' });
      await failsWith('SOURCE_BAD_DATA');
    });
    test('well-formed data of another shape is SOURCE_BAD_DATA', async () => {
      answer = (response) => send(response, { body: JSON.stringify([[secret]]), type: empty.type ?? 'application/json' });
      await failsWith('SOURCE_BAD_DATA');
    });
    test('another media type is SOURCE_BAD_DATA', async () => {
      answer = (response) => send(response, { body: `<html>${secret}</html>`, type: 'text/html' });
      await failsWith('SOURCE_BAD_DATA');
    });
    test('an answer beyond the size limit is SOURCE_BAD_DATA', async () => {
      answer = (response) =>
        send(response, { body: JSON.stringify({ filler: 'x'.repeat(400_000) }), type: empty.type ?? 'application/json' });
      await failsWith('SOURCE_BAD_DATA');
    });
  });
}

function send(response: http.ServerResponse, { status = 200, type = 'application/json', body }: StubAnswer): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}
