import { Pool, type Dispatcher } from 'undici';
import type { z } from 'zod';
import { HubError, Reason } from '../core/errors.js';
import { readText, TooLarge } from '../core/read-text.js';
import type { SourceConfig } from '../core/sources.js';
import type { Kind } from './freshness/kinds.js';
import { noted } from './freshness/noted.js';
import { runtimeOf } from './runtime.js';
import { badData, shaped } from './shaped.js';

export interface HttpRequest {
  readonly method?: 'GET' | 'POST';
  /** Path and query below the source's address. Never personal data: paths are written to logs. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Media types the answer may have; anything else is bad data. */
  readonly accept?: readonly string[];
  /** It changes something at the source: sent once, come what may. */
  readonly change?: boolean;
  /** What the answer is, where it may be kept; without it each is asked for. Method, path and body say which it is. */
  readonly kind?: Kind;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface HttpClient {
  readonly source: SourceConfig;
  /** One exchange. Answers of 2xx and 404 come back; every other outcome is a coded HubError that names the source. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** As `send`, with the body parsed and checked against `shape`; null for 404. */
  json<T>(request: HttpRequest, shape: z.ZodType<T>): Promise<T | null>;
  close(): Promise<void>;
}

/** A client for one source: kept-alive connections, a deadline, a size cap, no redirects, and never a word of the upstream in an error. */
export function createHttpClient(source: SourceConfig): HttpClient {
  const base = new URL(source.url.endsWith('/') ? source.url : `${source.url}/`);
  const pool = new Pool(base.origin, { connections: 32, pipelining: 1, connect: { timeout: source.timeoutMs } });
  const { guard, reads } = runtimeOf(source);
  const fail = (code: 'SOURCE_UNAVAILABLE' | 'SOURCE_BAD_DATA' | 'SOURCE_TIMEOUT', cause?: unknown) =>
    new HubError(code, undefined, { source: source.id, cause });

  async function exchange(
    { method = 'GET', path, headers = {}, body, accept = json }: HttpRequest,
    signal: AbortSignal,
  ): Promise<HttpAnswer> {
    const response = await pool.request({
      method,
      path: base.pathname + path.replace(/^\//, ''),
      headers: { accept: accept.join(', '), ...headers },
      body: body ?? null,
      signal,
    });
    const refusal = refused(response, accept);
    if (refusal) {
      await response.body.dump({ limit: 64 * 1024 }).catch(() => undefined);
      throw fail(refusal.code, new RefusedAnswer(response.statusCode, refusal.reason));
    }
    return { status: response.statusCode, text: await readText(response.body, source.maxBytes), headers: response.headers };
  }

  async function attempt(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    try {
      return await exchange(request, signal);
    } catch (error) {
      if (error instanceof HubError) throw error;
      if (error instanceof TooLarge) throw fail('SOURCE_BAD_DATA', error);
      throw fail(signal.aborted || isTimeout(error) ? 'SOURCE_TIMEOUT' : 'SOURCE_UNAVAILABLE', error);
    }
  }

  const ask = (request: HttpRequest) =>
    guard.run((signal) => attempt(request, signal), request.change === undefined ? {} : { change: request.change });

  const send = (request: HttpRequest): Promise<HttpAnswer> =>
    request.kind === undefined ? noted(source, () => ask(request)) : reads.one(readOf(request, request.kind), () => ask(request));

  return {
    source,
    send,
    async json(request, shape) {
      const { status, text } = await send(request);
      if (status === 404) return null;
      return parseJson(text, shape, source.id);
    },
    close: () => pool.close(),
  };
}

/** `text` as JSON of the given shape, or SOURCE_BAD_DATA naming the source. */
export function parseJson<T>(text: string, shape: z.ZodType<T>, source: string): T {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw badData(source, 'not JSON');
  }
  return shaped(raw, shape, source);
}

/** Cause of a HubError when the source did answer, but with a status or a media type that is not one to read. */
export class RefusedAnswer extends Reason {
  constructor(
    readonly status: number,
    reason: string,
  ) {
    super(reason);
  }
}

const json = ['application/json'] as const;

/** Why an answer is not one to read: a status other than 2xx and 404, or a media type that was not asked for. */
function refused({ statusCode, headers }: Dispatcher.ResponseData, accept: readonly string[]) {
  if (statusCode === 404) return null;
  if (statusCode < 200 || statusCode > 299) return { code: 'SOURCE_UNAVAILABLE', reason: `status ${statusCode}` } as const;
  const type = String(headers['content-type'] ?? '').toLowerCase();
  if (accept.some((wanted) => type.startsWith(wanted))) return null;
  return { code: 'SOURCE_BAD_DATA', reason: `content type ${type}` } as const;
}

const readOf = ({ method = 'GET', path, body = '' }: HttpRequest, kind: Kind) => ({ kind, key: `${method} ${path} ${body}` });

const isTimeout = (error: unknown) =>
  error instanceof Error && 'code' in error && /TIMEOUT/.test(String((error as { code: unknown }).code));
