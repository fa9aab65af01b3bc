import { z } from 'zod';
import { Reason } from '../core/errors.js';

/** How far an exchange had come: no connection yet, none of the answer's head, or some of the answer. */
export type Stage = 'CONNECT' | 'BEFORE_ANSWER' | 'DURING_ANSWER';

/** Cause of a HubError when an exchange did not come to its end. */
export class Interrupted extends Reason {
  constructor(
    readonly stage: Stage,
    reason: string,
  ) {
    super(reason);
  }
}

const unconnected: ReadonlySet<string> = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ETIMEDOUT',
]);
const cutOff: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** How an exchange ended that had no answer's head yet; undefined where it was something else, such as a certificate that is not trusted. */
export function interruptedBeforeAnswer(error: unknown): Interrupted | undefined {
  const code = codeOf(error);
  if (unconnected.has(code)) return new Interrupted('CONNECT', `no connection (${code})`);
  if (cutOff.has(code)) return new Interrupted('BEFORE_ANSWER', `the connection ended before an answer (${code})`);
  return undefined;
}

/** How an exchange ended within its answer. */
export const interruptedDuringAnswer = (error: unknown): Interrupted =>
  new Interrupted('DURING_ANSWER', `the connection ended within the answer (${codeOf(error) || 'no code'})`);

/** The code of a network error; of one that speaks for several addresses of a name, that of the first. */
export function codeOf(error: unknown): string {
  const parsed = Coded.safeParse(error).data;
  return parsed?.code ?? parsed?.errors?.[0]?.code ?? '';
}

const Coded = z.object({ code: z.string().optional(), errors: z.array(z.object({ code: z.string().optional() })).optional() });
