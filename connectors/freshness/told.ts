import { HubError } from '../../core/errors.js';
import type { RequestScope } from '../../core/request-scope.js';
import { graver, type SourceStatus } from '../../core/source-notes.js';
import type { Landing } from './flights.js';
import type { Freshness } from './kinds.js';
import { statusOf } from './noted.js';
import type { Entry } from './store.js';
import { valueOf } from './value-bytes.js';

/** What one who asked is told. */
export type Told =
  | { readonly status: 'OK' | 'STALE'; readonly value: unknown; readonly fetchedAt: number }
  | { readonly status: 'FAILED' | 'SKIPPED' | 'OK'; readonly error: unknown };

/** Who asks, of what. */
export interface Asking {
  readonly source: string;
  readonly policy: Freshness;
  readonly scope: RequestScope | undefined;
}

/** So far may the clock of another who kept something be ahead. */
const clockSkewMs = 60_000;

/** What is kept, if it is fresh enough for who asks. */
export function fresh(held: Entry | null, { policy, scope }: Asking): Told | null {
  const seconds = Math.min(policy.freshSeconds, scope?.maxAgeSeconds ?? Infinity);
  return held && isWithin(held, seconds) ? asKept(held, 'OK') : null;
}

/** What a source answered, where it did. Where it did not, what is kept, if it may still be shown, and never without saying so. */
export function landed(landing: Landing, { own, held }: { own: boolean; held: Entry | null }, asking: Asking): Told {
  if ('error' in landing) return instead(landing.error, held, asking);
  const { entry, value } = landing;
  if (own) return { status: 'OK', value, fetchedAt: entry.fetchedAt };
  return asKept(entry, 'OK') ?? { status: 'OK', error: new TypeError('kept, but cannot be read') };
}

function instead(error: unknown, held: Entry | null, { source, policy, scope }: Asking): Told {
  const status = statusOf(error);
  if (status === 'OK') return { status, error };
  // Without a request there is nobody to tell that it is stale.
  if (!scope || policy.personal || !held || !isWithin(held, policy.freshSeconds + policy.staleSeconds)) return { status, error };
  if (!isWithin(held, scope.maxAgeSeconds ?? Infinity))
    return { status, error: new HubError('DATA_TOO_OLD', undefined, { source, cause: error }) };
  return asKept(held, 'STALE') ?? { status, error };
}

/** Of all that one read was told: the gravest, and the oldest. */
export function summaryOf(told: readonly Told[]) {
  const times = told.flatMap((each) => ('error' in each ? [] : [each.fetchedAt]));
  return {
    status: told.reduce<SourceStatus>((worst, { status }) => graver(worst, status), 'OK'),
    fetchedAt: times.length > 0 ? times.reduce((one, other) => Math.min(one, other)) : null,
  };
}

function asKept({ bytes, fetchedAt }: Entry, status: 'OK' | 'STALE'): Told | null {
  const read = valueOf(bytes);
  return read && { status, value: read.value, fetchedAt };
}

function isWithin({ fetchedAt }: Entry, seconds: number): boolean {
  const age = Date.now() - fetchedAt;
  return age < seconds * 1000 && age > -clockSkewMs;
}
