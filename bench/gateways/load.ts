import { isDeepStrictEqual } from 'node:util';
import autocannon from 'autocannon';
import { ask } from './agree.js';
import { workloads, type WorkloadName } from './workloads.js';

export interface Figures {
  readonly requestsPerSecond: number;
  readonly fetchesPerRequest: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export const connections = 50;

/** One question of a workload after the other, from the first. */
export function requestOf(name: WorkloadName): autocannon.Request {
  let number = 0;
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    setupRequest: (request) => ({ ...request, body: JSON.stringify(workloads[name].question(number++)) }),
  };
}

/**
 * Puts a workload on a gateway for as long, after up to four seconds that only warm up; throws if a request fails, or if a sample of the
 * answers is not what it was before.
 */
export async function load(
  name: WorkloadName,
  url: string,
  { seconds, fetches }: { readonly seconds: number; readonly fetches: () => Promise<number> },
): Promise<Figures> {
  const request = requestOf(name);
  const fire = (duration: number) => autocannon({ url, duration, connections, requests: [request] });
  await fire(Math.min(4, seconds));
  const before = await settled(fetches);
  const samples = await startSamples(name, url);
  const { requests, latency, non2xx, errors } = await fire(seconds);
  const sampled = await samples.stop();
  if (non2xx + errors > 0) throw new Error(`${name} at ${url}: ${non2xx} answers without a 200, ${errors} not answered`);
  return {
    requestsPerSecond: requests.average,
    fetchesPerRequest: ((await settled(fetches)) - before) / (requests.sent + sampled),
    p50Ms: latency.p50,
    p99Ms: latency.p99,
  };
}

/** Asks now and then under load what was asked before it. Stopping gives how often in all, and throws if an answer was another. */
async function startSamples(name: WorkloadName, url: string): Promise<{ readonly stop: () => Promise<number> }> {
  const expected = await Promise.all([0, 1, 2].map((number) => ask(url, workloads[name].question(number))));
  const answers: Promise<boolean>[] = [];
  const again = () => {
    const number = answers.length % expected.length;
    const answer = ask(url, workloads[name].question(number)).then((data) => isDeepStrictEqual(data, expected[number]));
    answers.push(answer.catch(() => false));
  };
  const asking = setInterval(again, 500);
  return {
    async stop() {
      clearInterval(asking);
      const same = await Promise.all(answers);
      if (same.includes(false)) throw new Error(`${url} answers ${name} otherwise under load than without`);
      return expected.length + same.length;
    },
  };
}

/** A count once it grows no more: what connections left behind when they closed is still worked on for a while. */
async function settled(count: () => Promise<number>): Promise<number> {
  for (let last = -1; ;) {
    const now = await count();
    if (now === last) return now;
    last = now;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
