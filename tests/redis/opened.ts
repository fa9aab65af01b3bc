import { setTimeout as sleep } from 'node:timers/promises';
import { createCacheKeys } from '../../connectors/freshness/cache-keys.js';
import { createRedisStore } from '../../connectors/freshness/redis-store.js';
import type { EntryStore } from '../../connectors/freshness/store.js';
import type { Log } from '../../core/log.js';

export const secret = 'a secret of thirty-two characters';
export const of = { source: 'kpi-vinh', kind: 'Indicator' } as const;
export const ofPeople = { source: 'fhir-vinh', kind: 'HealthRecord' } as const;

/** A store that the test closes, and what it wrote down. */
export interface Opened {
  readonly store: EntryStore;
  readonly lines: readonly string[];
}

const opened: EntryStore[] = [];

export function open(url: string, { tenant = 'nghe-an', key = secret }: { tenant?: string; key?: string } = {}): Opened {
  const lines: string[] = [];
  const take = (...said: unknown[]) => void lines.push(JSON.stringify(said));
  const log = { info: take, warn: take, error: take } as unknown as Log;
  const store = createRedisStore({ url, keys: createCacheKeys(tenant, key), log });
  opened.push(store);
  return { store, lines };
}

export async function openedUp(url: string, options: { tenant?: string; key?: string } = {}): Promise<Opened> {
  const one = open(url, options);
  await until(() => one.store.health().up);
  return one;
}

export async function closeAll(): Promise<void> {
  await Promise.all(opened.splice(0).map((store) => store.close()));
}

/** Waits until it is so; fails where it never is. */
export async function until(so: () => boolean | Promise<boolean>, withinMs = 8_000): Promise<number> {
  const begun = performance.now();
  while (!(await so())) {
    if (performance.now() - begun > withinMs) throw new Error(`not so within ${withinMs} ms`);
    await sleep(10);
  }
  return performance.now() - begun;
}

/** How long each of `times` runs took, from the quickest to the slowest. */
export async function timed(times: number, run: (index: number) => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const begun = performance.now();
    await run(index);
    took.push(performance.now() - begun);
  }
  return took.toSorted((one, other) => one - other);
}

export const p95 = (took: readonly number[]) => took[Math.floor(took.length * 0.95)]!;
