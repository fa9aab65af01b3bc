import type { Gate, Leave } from './gate.js';

/** One probe, which was let in and leaves when it has ended. Is given up when the signal fires. */
export type Probe = (leave: Leave, signal: AbortSignal) => Promise<void>;

/** Sends what nobody waits for to a source that is let alone, so that the hub notices when it is back. */
export interface Probes {
  /** Begins the probe, where one is due. */
  offer(gate: Gate, probe: Probe): void;
}

/** At once at most. Those before the last are given all the time the source has, so that a slow one is found, too. */
const most = 3;

/** A probe each `everyMs` at most. Where as many as may be are under way, the youngest gives way to the next. */
export function createProbes(everyMs: number, atOnce: number): Probes {
  const under: AbortController[] = [];
  const limit = Math.min(most, atOnce);
  let dueAt = 0;

  return {
    offer(gate, probe) {
      const now = performance.now();
      if (now < dueAt || (under.length >= limit && limit === 1)) return;
      if (under.length >= limit) under.pop()!.abort();
      const leave = gate.enterNow();
      if (!leave) return;
      dueAt = now + everyMs;
      const controller = new AbortController();
      under.push(controller);
      void probe(leave, controller.signal).then(() => {
        const at = under.indexOf(controller);
        if (at >= 0) under.splice(at, 1);
      });
    },
  };
}
