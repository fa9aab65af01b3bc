import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../../tests/faults/fault.js';
import type { FaultProxy } from '../../tests/faults/fault-proxy.js';

const faults: readonly Fault[] = [
  { kind: 'latency', ms: 300, jitterMs: 100 },
  { kind: 'down' },
  { kind: 'black-hole' },
  { kind: 'reset', afterBytes: 60 },
  { kind: 'truncate', afterBytes: 60 },
  { kind: 'slow', bytesPerSecond: 400 },
];

/** One fault after the other, each at the next of the sources, until `untilMs`; then all is well. `from`: at which source to begin. */
export async function cycle(proxies: readonly FaultProxy[], from: number, untilMs: number): Promise<void> {
  const stepMs = (untilMs - performance.now()) / faults.length;
  for (const [index, fault] of faults.entries()) {
    const proxy = proxies[(from + index) % proxies.length]!;
    await proxy.set(fault);
    await sleep(stepMs);
    await proxy.set({ kind: 'none' });
  }
}
