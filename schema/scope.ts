import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Caller } from '../auth/caller.js';
import { HubError } from '../core/errors.js';
import { inScope, type RequestScope } from '../core/request-scope.js';
import { SourceNotes, type SourceNote } from '../core/source-notes.js';

/** What the gateway says of a request besides the question. */
export interface Terms {
  /** Milliseconds since the epoch, after which nobody waits for the answer. */
  readonly deadline?: number | undefined;
  /** How old what is answered may be at most, where the client says. */
  readonly maxAgeSeconds?: number | undefined;
}

/** An answer, with what the sources it drew on did beside what they told. */
export type Sourced<T> = T & { readonly extensions?: { readonly sources: readonly SourceNote[] } };

/** Answers for one request of `caller`. */
export async function answerInScope<T extends object>(
  caller: Caller,
  terms: Terms,
  answer: () => Promise<T>,
): Promise<Sourced<T>> {
  const scope = openScope(caller, terms);
  return sourced(await inScope(scope, answer), scope);
}

interface ScopesOptions {
  readonly callerOf: (request: object) => Caller;
  readonly deadlineOf: (request: object) => number | undefined;
}

/** Does whatever `app` does for a request in the scope of that. To be called after whatever answers otherwise than once. */
export function keepScopes(app: FastifyInstance, { callerOf, deadlineOf }: ScopesOptions): void {
  const scopes = new WeakMap<object, RequestScope>();
  // Not by a promise: what comes after it would not be in the scope.
  app.addHook('preHandler', (request, _reply, done) => {
    const maxAgeSeconds = maxAgeIn(request.headers);
    const scope = openScope(callerOf(request), { deadline: deadlineOf(request), maxAgeSeconds });
    scopes.set(request, scope);
    inScope(scope, done);
  });
  app.addHook('preSerialization', async (request, _reply, payload) => {
    const scope = scopes.get(request);
    return scope && typeof payload === 'object' && payload !== null ? sourced(payload, scope) : payload;
  });
}

const openScope = (caller: Caller, terms: Terms): RequestScope => ({
  ...terms,
  reader: readerOf(caller),
  sources: new SourceNotes(),
});

function sourced<T extends object>(answer: T, scope: RequestScope): Sourced<T> {
  const sources = scope.sources.list();
  return sources.length > 0 ? { ...answer, extensions: { sources } } : answer;
}

/** No more than the gateway itself lets anybody ask for. */
const longestSeconds = 31_536_000;

/** Refuses what cannot be read: to pass over it would be to answer with what may be too old. */
function maxAgeIn({ 'x-hub-max-age': header }: IncomingHttpHeaders): number | undefined {
  if (header === undefined) return undefined;
  const seconds = typeof header === 'string' && /^\d{1,8}$/.test(header) ? Number(header) : Infinity;
  if (seconds > longestSeconds) throw new HubError('BAD_REQUEST');
  return seconds;
}

const readers = new WeakMap<Caller, string>();

/** Equal for the same person asking for the same purpose with the same rights, and of nobody's name. */
function readerOf(caller: Caller): string {
  const known = readers.get(caller);
  if (known) return known;
  const { issuer, subject, clientId, roles, purpose, jurisdictions, agency, personalId } = caller;
  const words = JSON.stringify([issuer, subject, clientId, roles, purpose, jurisdictions, agency, personalId]);
  const reader = createHash('sha256').update(words).digest('base64url');
  readers.set(caller, reader);
  return reader;
}
