import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { z } from 'zod';
import { createHttpClient, type HttpClient } from '../../../connectors/http.js';
import { runtimeOf } from '../../../connectors/runtime.js';
import { HubError } from '../../../core/errors.js';
import { SourceConfig } from '../../../core/sources.js';

export type Answer = (response: http.ServerResponse, request: http.IncomingMessage) => unknown;

export interface Upstream {
  /** What it does with a request. */
  answer: Answer;
  /** When each request came. */
  readonly arrivals: number[];
  /** The most it had to do at once. */
  most(): number;
  readonly url: string;
  stop(): Promise<void>;
}

export const ok: Answer = (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
export const refuse =
  (status: number, headers: http.OutgoingHttpHeaders = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end('{"secret":"Nguyen"}');
export const hang: Answer = () => undefined;
export const hangUp: Answer = (response) => response.destroy();
export const after =
  (ms: number, answer: Answer = ok): Answer =>
  (response, request) =>
    setTimeout(() => answer(response, request), ms);

/** Does the one, then the other, and so on; then the last again and again. */
export const inTurn = (...answers: Answer[]): Answer => {
  let next = 0;
  return (response, request) => answers[Math.min(next++, answers.length - 1)]!(response, request);
};

export async function startUpstream(answer: Answer = ok): Promise<Upstream> {
  const arrivals: number[] = [];
  let [active, most] = [0, 0];
  const server = http.createServer((request, response) => {
    arrivals.push(performance.now());
    most = Math.max(most, ++active);
    response.on('close', () => active--);
    request.resume();
    upstream.answer(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const upstream: Upstream = {
    answer,
    arrivals,
    most: () => most,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return upstream;
}

/** A client of it, as any connector has one. */
export function clientOf(url: string, config: Partial<z.input<typeof SourceConfig>> = {}): HttpClient {
  return createHttpClient(
    SourceConfig.parse({ id: 'x', system: 'kpi', jurisdictions: ['vinh'], timeoutMs: 800, ...config, url }),
  );
}

export const healthOf = ({ source }: HttpClient) => runtimeOf(source).guard.health();

/** How a request ends: as `200`, or as its error's code with why. */
export async function ask(client: HttpClient, request: { readonly change?: boolean } = {}): Promise<string> {
  return client.send({ method: 'POST', path: 'rows', body: '{}', ...request }).then(
    ({ status }) => String(status),
    (error: HubError) => `${error.code}: ${error.originalError?.message}`,
  );
}

export const times = <T>(count: number, make: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, make));

/** One after the other. */
export async function inSequence<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let done = 0; done < count; done++) all.push(await make());
  return all;
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until it is so, or a moment has passed in which it could have been. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !isSo(); tries++) await pause(10);
}

/** Most that came within any stretch of `ms`. */
export const mostWithin = (arrivals: readonly number[], ms: number): number =>
  Math.max(0, ...arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + ms).length));
