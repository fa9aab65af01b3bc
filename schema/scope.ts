import { createHash } from 'node:crypto';
import type { Caller } from '../auth/caller.js';
import { inScope } from '../core/request-scope.js';
import { SourceNotes, type SourceNote } from '../core/source-notes.js';

/** What the gateway says of a request besides the question. */
export interface Terms {
  /** Milliseconds since the epoch, after which nobody waits for the answer. */
  readonly deadline?: number | undefined;
  /** How old what is answered may be at most, where the client says. */
  readonly maxAgeSeconds?: number | undefined;
}

/** Answers for one request of `caller`: with what the sources it drew on did beside what they told. */
export async function answerInScope<T extends object>(
  caller: Caller,
  terms: Terms,
  answer: () => Promise<T>,
): Promise<T & { readonly extensions?: { readonly sources: readonly SourceNote[] } }> {
  const sources = new SourceNotes();
  const result = await inScope({ ...terms, reader: readerOf(caller), sources }, answer);
  const notes = sources.list();
  return notes.length > 0 ? { ...result, extensions: { sources: notes } } : result;
}

/** Equal for the same person asking for the same purpose with the same rights, and of nobody's name. */
const readerOf = ({ issuer, subject, clientId, roles, purpose, jurisdictions, agency, personalId }: Caller): string =>
  createHash('sha256')
    .update(JSON.stringify([issuer, subject, clientId, roles, purpose, jurisdictions, agency, personalId]))
    .digest('base64url');
