import { claimedExpiry } from '../../auth/tokens/compact.js';
import type { TokenVerifier } from '../../auth/token-verifier.js';
import { HubError } from '../../core/errors.js';
import { hubErrorIn } from '../../core/public-error.js';

/** How long somebody stays signed in on a connection that outlives their request. */
export interface Session {
  /** Keeps its promise while the token stands; breaks it with why it cannot be said to. */
  check(): Promise<void>;
  stop(): void;
}

/** For where nobody signs in. */
export const endless: Session = { check: async () => undefined, stop: () => undefined };

/**
 * Watches over a token that was verified: calls `onEnd` once, when it expires, is revoked or its key withdrawn. It looks at the expiry the
 * token states and every `recheckMs`; `check` looks at once, for each thing that is told under the token.
 */
export function watchToken(token: string, verifier: TokenVerifier, recheckMs: number, onEnd: () => void): Session {
  const expiry = claimedExpiry(token);
  let timer: NodeJS.Timeout | undefined;
  let ended = false;

  async function check(): Promise<void> {
    try {
      if (ended || leftMs(expiry) <= 0) throw new HubError('UNAUTHENTICATED');
      await verifier.verify(token);
    } catch (error) {
      // That keys cannot be had now says nothing of the token: what is just to be told is not, and ends with that error.
      if (hubErrorIn(error)?.code !== 'SERVICE_UNAVAILABLE') end();
      throw error;
    }
  }

  function end(): void {
    if (ended) return;
    stop();
    onEnd();
  }

  function stop(): void {
    ended = true;
    clearTimeout(timer);
  }

  // Never longer than `recheckMs`: a timer set for weeks would overflow, and fire at once.
  function wait(): void {
    if (ended) return;
    timer = setTimeout(
      () =>
        void check()
          .catch(() => undefined)
          .then(wait),
      Math.min(recheckMs, Math.max(leftMs(expiry), 0)),
    );
    timer.unref();
  }

  wait();
  return { check, stop };
}

const leftMs = (expiry: number | null): number => (expiry === null ? Infinity : expiry * 1_000 - Date.now());
