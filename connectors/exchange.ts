import { Pool, type Dispatcher } from 'undici';
import { HubError } from '../core/errors.js';
import { readText, TooLarge } from '../core/read-text.js';
import type { SourceConfig } from '../core/sources.js';
import type { Kind } from './freshness/kinds.js';
import { codeOf, interruptedBeforeAnswer, interruptedDuringAnswer } from './interrupted.js';
import { RefusedAnswer } from './refused-answer.js';
import { retryAfterMs } from './retry-after.js';
import { baseOf } from './same-origin.js';

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
  /** Throws where what came is no answer, though it looks like one: it is then not kept. */
  readonly check?: (answer: HttpAnswer) => void;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** The way to one source: kept-alive connections, a size cap, no redirects, and never a word of the upstream in an error. */
export interface Exchange {
  /**
   * Sends a request once, and says when it is on the way. Answers of 2xx and 404 come back; every other outcome is a coded HubError that names
   * the source.
   */
  send(request: HttpRequest, signal: AbortSignal, sent: () => void): Promise<HttpAnswer>;
  close(): Promise<void>;
}

export function createExchange(source: SourceConfig): Exchange {
  const base = baseOf(source);
  const pool = new Pool(base.origin, {
    connections: source.limits.concurrent,
    pipelining: 1,
    connect: { timeout: source.timeoutMs, ...source.tls },
  });
  const fail = (code: 'SOURCE_UNAVAILABLE' | 'SOURCE_BAD_DATA' | 'SOURCE_TIMEOUT', cause: unknown) =>
    new HubError(code, undefined, { source: source.id, cause });

  const ask = ({ method = 'GET', path, headers = {}, body, accept = json }: HttpRequest, signal: AbortSignal, sent: () => void) =>
    pool
      .compose(noting(sent))
      .request({
        method,
        path: base.pathname + path.replace(/^\//, ''),
        headers: { accept: accept.join(', '), ...headers },
        body: body ?? null,
        signal,
      })
      .catch((error: unknown) => {
        if (signal.aborted || codeOf(error).includes('TIMEOUT')) throw fail('SOURCE_TIMEOUT', error);
        throw fail('SOURCE_UNAVAILABLE', interruptedBeforeAnswer(error) ?? error);
      });

  return {
    async send(request, signal, sent) {
      const response = await ask(request, signal, sent);
      // A body that is given up says so by an event, which ends the process where nobody listens.
      response.body.on('error', () => undefined);
      const refusal = refused(response, request.accept ?? json);
      if (refusal) {
        drop(response);
        const { code, reason } = refusal;
        throw fail(code, new RefusedAnswer(response.statusCode, reason, retryAfterMs(response.headers)));
      }
      try {
        return { status: response.statusCode, text: await readText(response.body, source.maxBytes), headers: response.headers };
      } catch (error) {
        if (error instanceof TooLarge) throw fail('SOURCE_BAD_DATA', error);
        if (signal.aborted) throw fail('SOURCE_TIMEOUT', error);
        throw fail('SOURCE_UNAVAILABLE', interruptedDuringAnswer(error));
      }
    },
    close: () => pool.close(),
  };
}

const json = ['application/json'] as const;

/** Says when a request is written: once there is a connection. */
const noting =
  (sent: () => void): Dispatcher.DispatcherComposeInterceptor =>
  (dispatch) =>
  (options, handler) =>
    dispatch(options, startNoted(handler, sent));

/** A handler, of which kind ever, that also says when it hears of the start. */
const startNoted = (handler: Dispatcher.DispatchHandler, sent: () => void): Dispatcher.DispatchHandler =>
  new Proxy(handler, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      const isStart = key === 'onRequestStart' || key === 'onConnect';
      return (...args: unknown[]): unknown => {
        if (isStart) sent();
        return Reflect.apply(value, target, args);
      };
    },
  });

/** Why an answer is not one to read: a status other than 2xx and 404, or a media type that was not asked for. */
function refused({ statusCode, headers }: Dispatcher.ResponseData, accept: readonly string[]) {
  if (statusCode === 404) return null;
  if (statusCode >= 300 && statusCode < 400)
    return { code: 'SOURCE_UNAVAILABLE', reason: `a redirect, which is not followed (status ${statusCode})` } as const;
  if (statusCode < 200 || statusCode > 299) return { code: 'SOURCE_UNAVAILABLE', reason: `status ${statusCode}` } as const;
  const type = String(headers['content-type'] ?? '').toLowerCase();
  if (accept.some((wanted) => type.startsWith(wanted))) return null;
  return { code: 'SOURCE_BAD_DATA', reason: `content type ${type}` } as const;
}

/** What a refusal says besides is read only so far as saves the connection; nobody waits for it. */
function drop({ body }: Dispatcher.ResponseData): void {
  body.dump({ limit: 64 * 1024, signal: AbortSignal.timeout(250) }).catch(() => undefined);
}
