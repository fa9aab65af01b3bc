import { Reason } from '../core/errors.js';

/** Cause of a HubError when the source did answer, but with a status or a media type that is not one to read. */
export class RefusedAnswer extends Reason {
  constructor(
    readonly status: number,
    reason: string,
    /** How long the source asks to be let alone; null where it does not. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(reason);
  }
}
