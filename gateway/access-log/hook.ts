import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../core/log.js';
import { callerOf } from '../authenticate.js';
import { refusal } from '../refusals.js';
import { addressClass } from './address.js';
import { newDraft, type Draft } from './draft.js';
import type { KeyedHash } from './keyed-hash.js';
import type { AccessRecord } from './record.js';
import { createRecorder } from './recorder.js';
import type { VisibilityRules } from './visibility.js';

/** The log, as the endpoint writes to it. */
export interface AccessLogSink {
  /** Resolves once the record is durable. Rejects where that takes too long; `otherwise` then says what the client got instead. */
  commit(record: AccessRecord, options?: { readonly otherwise?: AccessRecord }): Promise<void>;
  /** Keeps the record until the store is there again; false where there is no room left. */
  enqueue(record: AccessRecord): boolean;
  /** Whether records can be made durable now. */
  healthy(): boolean;
  /** Whether personal data may be answered: not after the log has gone without an outside witness for too long. */
  mayDisclose(): boolean;
}

export interface AccessLog {
  readonly sink: AccessLogSink;
  readonly hash: KeyedHash;
  readonly visibility: VisibilityRules;
}

const drafts = new WeakMap<FastifyRequest, Draft>();

/** What is taken down of a request for its record; for a request that is not recorded, a draft that nobody reads. */
export const draftOf = (request: FastifyRequest): Draft => drafts.get(request) ?? newDraft(request.id, 'unknown');

/** The same, for who records the answer by itself: the hook no longer does. */
export function takeDraft(request: FastifyRequest): Draft {
  const draft = draftOf(request);
  drafts.delete(request);
  return draft;
}

/** Writes one record for every answer of `path`, before its first byte leaves. Without the record no personal data does. */
export function recordAnswers(app: FastifyInstance, path: string, accessLog: AccessLog, log: Log): void {
  const record = createRecorder(accessLog, log);
  app.addHook('onRequest', async (request) => {
    // A socket that is closed before the answer no longer tells from where it came.
    if (request.url.split('?', 1)[0] === path) drafts.set(request, newDraft(request.id, addressClass(request.ip)));
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const draft = drafts.get(request);
    if (!draft) return payload;
    draft.caller ??= callerOf(request);
    if (await record(draft, answeredAs(request, reply))) return payload;
    reply.code(503).type('application/json; charset=utf-8').removeHeader('content-length');
    return JSON.stringify(refusal('ACCESS_LOG_UNAVAILABLE'));
  });
}

const requestId = /^[\w-]{8,64}$/;

function answeredAs(request: FastifyRequest, reply: FastifyReply) {
  const correlation = request.headers['x-hub-request-id'];
  return {
    correlation: typeof correlation === 'string' && requestId.test(correlation) ? correlation : null,
    http: reply.statusCode,
    aborted: request.raw.socket?.destroyed ?? false,
  };
}
