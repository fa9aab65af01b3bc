import { startHubProcess } from './hub-process.js';
import { median } from './caller.js';

// What keeping the access log costs a hub: a warm CityOverview, asked by several at once, with the log in PGlite and with one that keeps
// nothing. The two hubs take turns, for the machine is shared.
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 7);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 3);
const concurrent = 8;

const keepsNothing = ['--import', 'tsx', 'bench/no-op-hub.ts'];
const [recording, silent] = [await startHubProcess(), await startHubProcess({}, keepsNothing)];
try {
  const hubs = {
    'with the log': await recording.asker('ioc', 'CityOverview'),
    'a log that keeps nothing': await silent.asker('ioc', 'CityOverview'),
  };
  for (const ask of Object.values(hubs)) await throughput(ask, 2);
  const found: Record<keyof typeof hubs, number[]> = { 'with the log': [], 'a log that keeps nothing': [] };
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(hubs) as (keyof typeof hubs)[]) found[name].push(await throughput(hubs[name], seconds));
  }
  const [kept, all] = [median(found['with the log']), median(found['a log that keeps nothing'])];
  console.table({
    'with the log': { 'answers/s': kept.toFixed(1) },
    'a log that keeps nothing': { 'answers/s': all.toFixed(1) },
    kept: { 'answers/s': `${((100 * kept) / all).toFixed(1)} %` },
  });
} finally {
  await Promise.all([recording.stop(), silent.stop()]);
}

/** Answers a second, of so many askers at once. */
async function throughput(ask: () => Promise<number>, forSeconds: number): Promise<number> {
  const began = performance.now();
  let answers = 0;
  const run = async () => {
    while (performance.now() - began < forSeconds * 1_000) {
      await ask();
      answers++;
    }
  };
  await Promise.all(Array.from({ length: concurrent }, run));
  return (answers * 1_000) / (performance.now() - began);
}
