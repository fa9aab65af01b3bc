import { request } from 'undici';
import { Reason } from '../../../../core/errors.js';
import { readBytes } from '../../../../core/read-text.js';
import type { Anchor } from './anchor.js';
import { keep } from './kept.js';
import { askForStamp, readAnswer } from './stamp-request.js';
import { checkStamp } from './stamp.js';

export interface StampAuthority {
  readonly name?: string;
  readonly url: string;
  /** Where the checkpoints are kept with their stamps. */
  readonly folder: string;
  /** PEM of the certificates a stamp's signer must go back to. */
  readonly authorities: readonly string[];
  readonly timeoutMs?: number;
}

const maxBytes = 64 * 1024;

/** Has checkpoints stamped by a time-stamp authority (RFC 3161) and keeps the stamp beside each, after checking it. */
export function createStampAnchor(settings: StampAuthority): Anchor {
  const { name = 'rfc3161', url, folder, authorities, timeoutMs = 5_000 } = settings;
  return {
    name,
    async publish(checkpoint, signal) {
      const question = askForStamp(checkpoint.note);
      const { statusCode, body } = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
        body: question.bytes,
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      const answer = await readBytes(body, maxBytes);
      if (statusCode !== 200) throw new Reason(`the time-stamp authority answered ${statusCode}`);
      const stamp = readAnswer(answer, question);
      const checked = await checkStamp(stamp, checkpoint.note, authorities);
      if (!checked.holds) throw new Reason(`the stamp does not hold: ${checked.why}`);
      await keep(folder, name, checkpoint, { note: checkpoint.note, stamp: stamp.toString('base64') });
    },
  };
}
