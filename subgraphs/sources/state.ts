import type { SourceHealth } from '../../connectors/guard/guard.js';
import type { SourceConfig } from '../../core/sources.js';

export type StateName = 'UP' | 'DEGRADED' | 'DOWN' | 'UNKNOWN';
export type TroubleName = 'LET_ALONE' | 'REFUSED' | 'UNREACHABLE' | 'LATE' | 'UNREADABLE' | 'SLOW' | 'CROWDED';

const recentMs = 5 * 60_000;
const tolerated = 0.05;

const troubleOf: Readonly<Record<string, TroubleName>> = {
  SOURCE_UNAVAILABLE: 'UNREACHABLE',
  SOURCE_TIMEOUT: 'LATE',
  SOURCE_BAD_DATA: 'UNREADABLE',
};

/** What is wrong with a source at `now`, the gravest first. */
export function troublesOf(health: SourceHealth, { timeoutMs, limits }: SourceConfig, now: number): TroubleName[] {
  const { state, p95Ms, waiting, lastFailureCode } = health;
  const failing = isFailing(health, now) ? troubleOf[lastFailureCode ?? ''] : undefined;
  return [
    ...(state === 'OPEN' ? (['LET_ALONE'] as const) : []),
    ...(isRefused(health) ? (['REFUSED'] as const) : []),
    ...(failing ? [failing] : []),
    ...(p95Ms !== null && p95Ms * 2 >= timeoutMs ? (['SLOW'] as const) : []),
    ...(waiting > 0 && waiting * 2 >= limits.queue ? (['CROWDED'] as const) : []),
  ];
}

/** That the last thing asked failed, or that of late too much did. */
function isFailing({ state, errorRate, lastFailureAt, lastSuccessAt }: SourceHealth, now: number): boolean {
  if (lastFailureAt === null) return false;
  if (state === 'OPEN' || lastSuccessAt === null || lastFailureAt > lastSuccessAt) return true;
  return now - lastFailureAt < recentMs && (errorRate ?? 0) > tolerated;
}

const isRefused = ({ lastRefusalAt, lastSuccessAt }: SourceHealth) =>
  lastRefusalAt !== null && (lastSuccessAt === null || lastRefusalAt > lastSuccessAt);

export function stateOf({ state, requests, lastSuccessAt }: SourceHealth, troubles: readonly TroubleName[]): StateName {
  if (state === 'OPEN') return 'DOWN';
  if (requests === 0) return 'UNKNOWN';
  if (lastSuccessAt === null) return 'DOWN';
  return troubles.length > 0 ? 'DEGRADED' : 'UP';
}
