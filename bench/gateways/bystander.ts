import { Pool } from 'undici';
import { workloads } from './workloads.js';

/** Somebody who asks a little all the while, whatever else the gateway is asked. */
export interface Bystander {
  /** How long each answer took since this was last asked for, in milliseconds; one still awaited counts with what it has taken so far. */
  waits(): readonly number[];
  /** Requests not answered with data. */
  readonly failed: () => number;
  stop(): Promise<void>;
}

/** Asks `small` every ten milliseconds, whether or not the last was answered: a gateway that stands still keeps all of them waiting. */
export function startBystander(url: string): Bystander {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: 32 });
  const waiting = new Set<{ readonly since: number }>();
  let waits: number[] = [];
  let [number, failed] = [0, 0];
  const ask = async () => {
    const request = { since: performance.now() };
    waiting.add(request);
    try {
      const body = JSON.stringify(workloads.small.question(number++));
      const answer = await pool.request({
        path: pathname,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      const text = await answer.body.text();
      if (answer.statusCode !== 200 || text.includes('"errors"')) failed++;
    } catch {
      failed++;
    }
    waiting.delete(request);
    waits.push(performance.now() - request.since);
  };
  const asking = setInterval(() => void ask(), 10);
  return {
    waits() {
      const now = performance.now();
      const all = [...waits, ...[...waiting].map(({ since }) => now - since)];
      waits = [];
      return all;
    },
    failed: () => failed,
    async stop() {
      clearInterval(asking);
      await pool.destroy();
    },
  };
}
