import { setTimeout as pause } from 'node:timers/promises';
import { currentScope, outOfScope } from '../../core/request-scope.js';
import type { SourceConfig } from '../../core/sources.js';
import { createBreaker, type BreakerState } from './breaker.js';
import { deadlineIn, type Deadline } from './deadline.js';
import { createGate, longestPauseMs, type Leave } from './gate.js';
import { createTally, type SourceHealth } from './health.js';
import { createProbes } from './probes.js';
import { createRetryBudget, jitterMs } from './retry.js';
import { createSending, type Attempt } from './sending.js';
import { failureOf, isWorthAnother } from './verdict.js';

export type { SourceHealth } from './health.js';
export type { Attempt } from './sending.js';

/** What stands between the hub and one source: how much it is asked at once, what is asked again, and when it is let alone. */
export interface Guard {
  /** Runs an exchange. `change`: it changes something, and is never sent twice. */
  run<T>(attempt: Attempt<T>, how?: { readonly change?: boolean }): Promise<T>;
  health(): SourceHealth;
}

export interface GuardOptions {
  /** How often a source that is let alone is asked something all the same. */
  readonly probeEveryMs?: number;
  /** Hears when a source is let alone, and when it is asked again. */
  readonly onChange?: (state: BreakerState, source: SourceConfig) => void;
}

/** The guard of one source. */
export function createGuard(source: SourceConfig, { probeEveryMs = 1_000, onChange }: GuardOptions = {}): Guard {
  const { timeoutMs, limits } = source;
  const gate = createGate(limits);
  const tally = createTally();
  const budget = createRetryBudget();
  const probes = createProbes(probeEveryMs, limits.concurrent);
  const breaker = createBreaker((state) => {
    if (state === 'OPEN') gate.sendAway();
    onChange?.(state, source);
  });
  const sending = createSending({ source, gate, breaker, tally });
  const isLetAlone = () => breaker.state === 'OPEN';

  async function again<T>(attempt: Attempt<T>, deadline: Deadline, failed: unknown): Promise<T> {
    const waitMs = Math.max(jitterMs(), gate.pausedMs());
    if (waitMs > Math.min(longestPauseMs, deadline.leftMs()) || !budget.take()) throw failed;
    await pause(waitMs);
    if (isLetAlone()) throw failed;
    // It was asked, if only before: what it said then is what there is to tell.
    const leave = await sending.turn(deadline).catch(() => Promise.reject(failed));
    tally.retried();
    return sending.send(attempt, deadline, leave);
  }

  async function probe(attempt: Attempt<unknown>, leave: Leave, signal: AbortSignal): Promise<void> {
    const deadline = deadlineIn(timeoutMs, signal);
    const failure = await outOfScope(() => sending.send(attempt, deadline, leave)).then(() => null, failureOf);
    deadline.end();
    if (failure === null) breaker.close();
  }

  async function ask<T>(attempt: Attempt<T>, deadline: Deadline, change: boolean): Promise<T> {
    const leave = await sending.turn(deadline);
    budget.earn();
    try {
      return await sending.send(attempt, deadline, leave);
    } catch (error) {
      if (change || isLetAlone() || !isWorthAnother(error)) throw error;
      return again(attempt, deadline, error);
    }
  }

  return {
    async run(attempt, { change = false } = {}) {
      if (isLetAlone()) {
        if (!change) probes.offer(gate, (leave, signal) => probe(attempt, leave, signal));
        throw sending.notAsked('LET_ALONE');
      }
      const deadline = deadlineIn(Math.min(timeoutMs, (currentScope()?.deadline ?? Infinity) - Date.now()));
      return ask(attempt, deadline, change).finally(() => deadline.end());
    },
    health: () => ({ state: breaker.state, since: breaker.since, ...tally.seen(), waiting: gate.waiting, active: gate.active }),
  };
}
