import { Pool } from 'undici';
import { z } from 'zod';
import { readText, TooLarge } from '../../core/read-text.js';
import { signRequest } from '../../auth/signature.js';
import type { SubgraphAnswer, SubgraphCall } from '../engine/engine.js';
import { noAnswer, ownWords } from './trusted.js';

export interface HttpCallOptions {
  readonly timeoutMs: number;
  readonly maxBytes?: number;
  /** Shared with the subgraphs of ours, so that they know the caller from the gateway; null for a stranger's subgraph. */
  readonly secret: string | null;
}

const Answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string().default(''),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .max(1_000)
    .nullish(),
});

/** Calls a subgraph of another process: kept-alive connections, a deadline, a size cap, JSON only, no redirects. */
export function callOverHttp(
  name: string,
  url: string,
  { timeoutMs, maxBytes = 16 * 1024 * 1024, secret }: HttpCallOptions,
): SubgraphCall {
  const target = new URL(url);
  const pool = new Pool(target.origin, { connections: 64 });
  return async (request, context) => {
    const limited = AbortSignal.any([context.signal, AbortSignal.timeout(timeoutMs)]);
    const path = target.pathname + target.search;
    const body = JSON.stringify(request);
    try {
      const response = await pool.request({
        method: 'POST',
        path,
        headers: headersOf({ path, body, secret }, context),
        body,
        signal: limited,
      });
      if (response.statusCode !== 200 || !/json/.test(String(response.headers['content-type']))) {
        await response.body.dump({ limit: 64 * 1024 }).catch(() => undefined);
        return noAnswer(name, 'SOURCE_UNAVAILABLE');
      }
      const parsed = Answer.safeParse(JSON.parse(await readText(response.body, maxBytes)));
      return parsed.success ? ownWords(parsed.data as SubgraphAnswer, name, secret !== null) : noAnswer(name, 'SOURCE_BAD_DATA');
    } catch (error) {
      if (limited.aborted) return noAnswer(name, 'SOURCE_TIMEOUT');
      return noAnswer(name, error instanceof SyntaxError || error instanceof TooLarge ? 'SOURCE_BAD_DATA' : 'SOURCE_UNAVAILABLE');
    }
  };
}

type CallContext = Parameters<SubgraphCall>[1];

function headersOf(
  { path, body, secret }: { readonly path: string; readonly body: string; readonly secret: string | null },
  { caller, requestId }: CallContext,
): Record<string, string> {
  return {
    'content-type': 'application/json',
    accept: 'application/json',
    // By this a hub that is called names our request in its own access log.
    ...(requestId !== undefined && { 'x-hub-request-id': requestId }),
    ...(secret !== null && caller && signRequest({ method: 'POST', path, body, caller }, secret)),
  };
}
