import { HubError } from '../../core/errors.js';
import type { KeySet, VerificationKey } from './key-set.js';

/** The keys of one issuer, kept for as long as they may be trusted. */
export interface IssuerKeys {
  /** The key `kid` without waiting, or undefined when it is not known or not to be trusted now. Renews an ageing set in the background. */
  known(kid: string): VerificationKey | undefined;
  /** The key `kid`, asking the issuer if need be; null when the issuer has no such key; SERVICE_UNAVAILABLE when that cannot be known. */
  find(kid: string): Promise<VerificationKey | null>;
}

const seconds = 1_000;
const minutes = 60 * seconds;
/** Until then keys are used as they are; for as long again they are used while a new set is fetched. */
const freshMs = 10 * minutes;
/** How long keys outlive an issuer that no longer answers. */
const staleMs = 6 * 60 * minutes;
/** At most one question about unknown keys in this time: whoever invents key ids must not steer our requests. */
const cooldownMs = 5 * seconds;
const retryMs = 250;
const lastRetryMs = 15 * seconds;

/** Keys from `fetchKeys`, asked by one request at a time and less and less often while it fails. `now` is a clock in milliseconds. */
export function createIssuerKeys(fetchKeys: () => Promise<KeySet>, now: () => number): IssuerKeys {
  let keys: KeySet = new Map();
  let fetchedAt = -Infinity;
  /** When the issuer was last asked, with or without success: nothing older says whether it is up. */
  let heardAt = -Infinity;
  let dueAt = -Infinity;
  let failures = 0;
  let fault: unknown;
  let running: Promise<void> | null = null;

  function succeed(fetched: KeySet) {
    keys = keepKnownObjects(fetched, keys);
    fetchedAt = heardAt = now();
    dueAt = fetchedAt + freshMs;
    failures = 0;
  }

  function fail(cause: unknown) {
    heardAt = now();
    // The first retry may follow at once: one lost packet is no outage.
    dueAt = heardAt + Math.min(retryMs * (2 ** failures - 1), lastRetryMs);
    failures += 1;
    fault = cause;
  }

  const renew = (): Promise<void> =>
    (running ??= fetchKeys()
      .then(succeed, fail)
      .finally(() => (running = null)));

  const trusted = () => now() - heardAt < 2 * freshMs && now() - fetchedAt < staleMs;
  const mayAsk = () => now() >= (failures > 0 ? dueAt : fetchedAt + cooldownMs);
  const justFetched = () => now() - fetchedAt < cooldownMs;

  function known(kid: string) {
    if (now() >= dueAt) void renew();
    return trusted() ? keys.get(kid) : undefined;
  }

  return {
    known,
    async find(kid) {
      const key = known(kid);
      if (key) return key;
      if (running || mayAsk()) await renew();
      const found = trusted() ? keys.get(kid) : undefined;
      if (found) return found;
      if (justFetched()) return null;
      throw new HubError('SERVICE_UNAVAILABLE', undefined, { cause: fault });
    },
  };
}

/** `fetched`, with the objects of `known` for keys that are the same: what was verified with them stays verified. */
function keepKnownObjects(fetched: KeySet, known: KeySet): KeySet {
  return new Map(
    [...fetched].map(([kid, one]) => {
      const old = known.get(kid);
      return [kid, old && old.algorithm === one.algorithm && old.key.equals(one.key) ? old : one];
    }),
  );
}
