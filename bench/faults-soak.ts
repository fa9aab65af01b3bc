import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAsker } from '../tests/faults/asker.js';
import { startFaultHub } from '../tests/faults/fault-hub.js';
import { keptFor } from '../tests/faults/kept.js';
import { percentile } from '../tests/faults/percentile.js';
import { cycle } from './faults-soak/cycle.js';
import { load } from './faults-soak/load.js';
import { verdict, type Sample } from './faults-soak/verdict.js';

// Minutes of named operations at a steady rate while one source after the other fails in every way: what the hub holds must not grow.
const minutes = Number(process.env['SOAK_MINUTES'] ?? 30);
const perSecond = Number(process.env['SOAK_RATE'] ?? 15);
// No part is longer than a token lasts.
const parts = Math.max(10, Math.ceil(minutes / 3));
const partMs = (minutes * 60_000) / parts;
/** As long as connections that nobody uses are kept, and sources that failed are let alone. */
const quietMs = Math.min(6_000, partMs / 3);
const warmMs = 75_000;
const mb = 1024 * 1024;

// Kept for so short that sources are asked throughout, and for so long that their last word is at hand when they fail.
const hub = await startFaultHub({ file: keptFor((personal) => (personal ? { freshFor: 1 } : { freshFor: 2, usableFor: 600 })) });
const proxies = Object.entries(hub.proxies)
  .filter(([id]) => /nghe-an|national/.test(id))
  .map(([, proxy]) => proxy);
let begun = 0;
const samples: Sample[] = [];
let failed = 0;

async function part(number: number): Promise<void> {
  const asker = await createAsker(hub.process);
  const until = performance.now() + partMs - quietMs;
  const [{ times, partial, failed: lost }] = await Promise.all([load(asker, perSecond, until), cycle(proxies, number, until)]);
  failed += lost;
  await asker.close();
  await sleep(quietMs);
  await take(times, `${times.length} answered, ${partial} of them in part, ${lost} not`);
}

async function take(times: readonly number[], said: string): Promise<void> {
  const { heapBytes, codeBytes, rssBytes, resources } = await hub.process.held();
  // A file that is being read at the moment is none that stays.
  const lasting = Object.entries(resources).filter(([kind]) => !kind.startsWith('FSReq'));
  const handles = lasting.reduce((sum, [, count]) => sum + count, 0);
  const minute = (performance.now() - begun) / 60_000;
  samples.push({ minute, heapMb: heapBytes / mb, codeMb: codeBytes / mb, rssMb: rssBytes / mb, handles, times });
  const kinds = lasting.map(([kind, count]) => `${count} ${kind}`);
  const [p50, p99] = [50, 99].map((hundredths) => percentile(times, hundredths).toFixed(0));
  process.stderr.write(
    `${minute.toFixed(1)} min: heap ${(heapBytes / mb).toFixed(2)} MB, of it code ${(codeBytes / mb).toFixed(2)} MB, resident ${(rssBytes / mb).toFixed(0)} MB, ${kinds.join(', ')}; ` +
      `${said}; p50 ${p50} ms, p99 ${p99} ms\n`,
  );
}

try {
  // As often as in minutes of the run each way of each question is gone, failures too: what the engine learns of them is no growth that goes on.
  const asker = await createAsker(hub.process);
  const warm = performance.now() + warmMs;
  await Promise.all([load(asker, 4 * perSecond, warm), cycle(proxies, 0, warm)]);
  await asker.close();
  await sleep(quietMs);
  begun = performance.now();
  await take([], 'before the load');
  for (let number = 0; number < parts; number++) await part(number);
} finally {
  await hub.stop();
}

const findings = verdict(samples, minutes);
console.log(`${minutes} minutes at ${perSecond} a second, a fault at every moment; ${failed} questions were not answered.`);
for (const { what, bound, found, holds } of findings) console.log(`${holds ? 'holds' : 'FAILS'}  ${what}: ${found} (${bound})`);
if (failed > 0 || findings.some(({ holds }) => !holds)) process.exitCode = 1;
