import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { HubError } from '../core/errors.js';
import type { Caller } from './caller.js';
import { readCaller, writeCaller } from './caller-header.js';

/** The part of an HTTP request that a signature covers: method, path, body (by its digest), caller and time. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

// RFC 9421, with the components in this order and no others.
const components = '("@method" "@path" "content-digest" "x-hub-caller")';
const input =
  /^hub=\("@method" "@path" "content-digest" "x-hub-caller"\);created=(\d{10});nonce="([\w-]{36})";alg="hmac-sha256"$/;
const windowSeconds = 30;

const hmac = (base: string, secret: string) => createHmac('sha256', secret).update(base).digest();

/** `Content-Digest` of a body (RFC 9530). */
export const digestOf = (body: string | Buffer) => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;

const baseOf = (method: string, path: string, digest: string, caller: string, parameters: string) =>
  [
    `"@method": ${method}`,
    `"@path": ${path}`,
    `"content-digest": ${digest}`,
    `"x-hub-caller": ${caller}`,
    `"@signature-params": ${parameters}`,
  ].join('\n');

/** Headers by which a subgraph knows that a holder of `secret` sent this body just now, and for whom. */
export function signRequest(
  request: { method: string; path: string; body: string; caller: Caller },
  secret: string,
): Record<string, string> {
  const created = Math.floor(Date.now() / 1000);
  const parameters = `${components};created=${created};nonce="${randomUUID()}";alg="hmac-sha256"`;
  const digest = digestOf(request.body);
  const caller = writeCaller(request.caller);
  const signature = hmac(baseOf(request.method, request.path, digest, caller, parameters), secret).toString('base64');
  return {
    'content-digest': digest,
    'x-hub-caller': caller,
    'signature-input': `hub=${parameters}`,
    signature: `hub=:${signature}:`,
  };
}

/** Checks signatures made with `secret`: within 30 s of now, each once. Gives the caller; UNAUTHENTICATED for anything else. */
export function createSignatureVerifier(secret: string, now: () => number = Date.now): (request: SignedRequest) => Caller {
  const seen = new LRUCache<string, true>({ max: 100_000, ttl: 2 * windowSeconds * 1000, perf: { now } });
  return ({ method, path, headers }) => {
    const header = (name: string) => (typeof headers[name] === 'string' ? headers[name] : '');
    const [, created, nonce] = input.exec(header('signature-input')) ?? [];
    const given = /^hub=:([A-Za-z0-9+/=]{44}):$/.exec(header('signature'))?.[1];
    if (!created || !nonce || !given) throw new HubError('UNAUTHENTICATED');
    const parameters = header('signature-input').slice('hub='.length);
    const wanted = hmac(baseOf(method, path, header('content-digest'), header('x-hub-caller'), parameters), secret);
    const late = Math.abs(now() / 1000 - Number(created)) > windowSeconds;
    if (!timingSafeEqual(wanted, Buffer.from(given, 'base64')) || late || seen.has(nonce)) throw new HubError('UNAUTHENTICATED');
    seen.set(nonce, true);
    return readCaller(header('x-hub-caller'));
  };
}
