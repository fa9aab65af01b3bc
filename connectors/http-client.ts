import type { z } from 'zod';
import type { SourceConfig } from '../core/sources.js';
import type { Auth, AuthHeaders } from './auth.js';
import { createExchange, type HttpAnswer, type HttpRequest } from './exchange.js';
import type { Kind } from './freshness/kinds.js';
import { noted } from './freshness/noted.js';
import { parseJson } from './parse-json.js';
import { isUnauthorized } from './refused-with.js';
import { runtimeOf } from './runtime.js';

export interface HttpClient {
  readonly source: SourceConfig;
  /** One exchange. Answers of 2xx and 404 come back; every other outcome is a coded HubError that names the source. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** As `send`, with the body parsed and checked against `shape`; null for 404. */
  json<T>(request: HttpRequest, shape: z.ZodType<T>): Promise<T | null>;
  close(): Promise<void>;
}

/** A client for one source, behind its guard: what is kept is answered without asking, the rest is signed in as `auth` says. */
export function createClient(source: SourceConfig, auth: Auth): HttpClient {
  const exchange = createExchange(source);
  const { guard, reads } = runtimeOf(source);

  const guarded = (request: HttpRequest, headers: AuthHeaders) =>
    guard.run((...until) => exchange.send({ ...request, headers: { ...headers, ...request.headers } }, ...until), {
      change: request.change === true,
    });

  async function signedIn(request: HttpRequest): Promise<HttpAnswer> {
    const headers = await auth.headers();
    try {
      return await guarded(request, headers);
    } catch (error) {
      if (!isUnauthorized(error) || !auth.refused(headers)) throw error;
      return guarded(request, await auth.headers());
    }
  }

  async function ask(request: HttpRequest): Promise<HttpAnswer> {
    const answer = await signedIn(request);
    request.check?.(answer);
    return answer;
  }

  const send = (request: HttpRequest): Promise<HttpAnswer> =>
    request.kind === undefined ? noted(source, () => ask(request)) : reads.one(readOf(request, request.kind), () => ask(request));

  return {
    source,
    send,
    async json<T>(request: HttpRequest, shape: z.ZodType<T>) {
      const parse = ({ status, text }: HttpAnswer) => (status === 404 ? null : parseJson(text, shape, source.id));
      let parsed: { readonly of: HttpAnswer; readonly value: T | null } | undefined;
      const check = (answer: HttpAnswer) => {
        request.check?.(answer);
        parsed = { of: answer, value: parse(answer) };
      };
      const answer = await send({ ...request, check });
      return parsed?.of === answer ? parsed.value : parse(answer);
    },
    close: async () => {
      await Promise.all([exchange.close(), auth.close()]);
    },
  };
}

const readOf = ({ method = 'GET', path, body = '' }: HttpRequest, kind: Kind) => ({ kind, key: `${method} ${path} ${body}` });
