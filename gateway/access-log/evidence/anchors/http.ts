import { request } from 'undici';
import { Reason } from '../../../../core/errors.js';
import { readText } from '../../../../core/read-text.js';
import { cosign } from '../checkpoint.js';
import type { Anchor } from './anchor.js';
import { keep } from './kept.js';

export interface Witness {
  readonly name?: string;
  readonly url: string;
  /** Where the checkpoints it took are kept, with its signature when it answers with one. */
  readonly folder: string;
  readonly timeoutMs?: number;
}

const maxBytes = 16 * 1024;

/** Posts checkpoints to a witness: another city's hub, the province's. It has taken one when it answers 2xx; redirects are not followed. */
export function createHttpAnchor({ name = 'http', url, folder, timeoutMs = 2_000 }: Witness): Anchor {
  return {
    name,
    async publish(checkpoint, signal) {
      const { statusCode, body } = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        body: checkpoint.note,
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      const answer = await readText(body, maxBytes);
      if (statusCode < 200 || statusCode > 299) throw new Reason(`the witness answered ${statusCode}`);
      await keep(folder, name, checkpoint, { note: cosign(checkpoint.note, answer) ?? checkpoint.note });
    },
  };
}
